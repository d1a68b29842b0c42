"""What macros rendered passes through Markdown untouched, and its ids are known to MkDocs."""

from __future__ import annotations

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from macros.html.markdown_stash import ready

EXTENSIONS = ["macros.html.markdown_stash", "md_in_html", "attr_list", "pymdownx.superfences"]


class Seen(Preprocessor):
    """Stands where MkDocs looks for the ids that links may point to."""

    text = ""

    def run(self, lines: list[str]) -> list[str]:
        self.text = "\n".join(lines)
        return lines


def converted(text: str) -> tuple[str, str]:
    md = Markdown(extensions=EXTENSIONS)
    seen = Seen(md)
    md.preprocessors.register(seen, "seen", 21)
    return md.convert(text), seen.text


def test_nothing_in_a_widget_is_read_as_markdown() -> None:
    widget = "<div>\n<p>*甲* `乙`</p>\n\n```\n~~~ <b>丙</b> {{ [丁](x) &amp;\n</div>"
    html, _ = converted(f"前\n{ready(widget)}\n*后*")
    assert html == f"<p>前</p>\n{widget}\n<p><em>后</em></p>"


def test_the_ids_of_a_widget_can_be_linked_to_and_leave_no_trace() -> None:
    html, seen = converted(ready('<div id="a"><p id="b">甲</p></div>'))
    assert 'id="a"' in seen
    assert 'id="b"' in seen
    assert html == '<div id="a"><p id="b">甲</p></div>'
