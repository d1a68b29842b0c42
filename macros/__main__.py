"""The command line: `python -m macros check|build|serve|schema|due|export|publish|bundle|deploy|new`."""

from __future__ import annotations

import argparse
import re
import sys
from datetime import date
from io import TextIOWrapper
from pathlib import Path

from macros.deploy import disk_copy, gzip_copies, server_config
from macros.handbook import review
from macros.handbook.links import API
from macros.handbook.loader import DATA_FILE, inspect, load, load_with_pages
from macros.handbook.model import ID_PATTERN
from macros.handbook.problems import ProblemsError
from macros.handbook.skeletons import SKELETONS, skeleton
from macros.publish import api, publish, search_index
from macros.publish.files import write


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code is 0 when it did what was asked, 1 when it could not."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a console may not know every character we quote
            stream.reconfigure(errors="backslashreplace")
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except ProblemsError as error:
        print(error, file=sys.stderr)
    except OSError as error:
        print(f"{error.filename}：写不了这个文件（{error.strerror}）。", file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m macros", description="检查、导出手册的数据。")
    parser.add_argument(
        "--data", type=Path, default=Path("docs") / DATA_FILE, help="YAML 文件，默认 %(default)s"
    )
    commands = parser.add_subparsers(required=True, metavar="命令")
    check = commands.add_parser("check", help="列出数据里的全部问题；有问题时退出码为 1")
    check.add_argument(
        "--github", action="store_true", help="同时打印 GitHub 的标注，显示在合并请求的那一行"
    )
    check.set_defaults(run=_check)
    built = commands.add_parser("build", help="生成网站到 site/；不成功时 site/ 不动")
    built.set_defaults(run=_build)
    served = commands.add_parser("serve", help="边改边看：生成网站，保存即刷新")
    served.add_argument("--port", type=int, default=8000, metavar="端口", help="默认 %(default)s")
    served.set_defaults(run=_serve)
    schema = commands.add_parser("schema", help="重新生成编辑器用的 handbook.schema.json")
    schema.set_defaults(run=_schema)
    due = commands.add_parser("due", help="列出到期该复核的事实")
    due.add_argument(
        "--on", type=_date, default=None, metavar="日期", help="例如 2027-01-31，默认今天"
    )
    due.set_defaults(run=_due)
    exported = commands.add_parser("export", help="把数据写成 JSON")
    exported.add_argument("folder", type=Path, metavar="目录")
    exported.set_defaults(run=_export)
    published = commands.add_parser(
        "publish", help="在生成好的网站里补上数据、Word 模板和搜索（换用别的生成工具时）"
    )
    published.add_argument("site", type=_site, metavar="网站目录")
    published.add_argument(
        "--no-offline", dest="keep", action="store_false", help="不让浏览器存离线副本，存了的删掉"
    )
    published.set_defaults(run=_publish)
    deploy = commands.add_parser(
        "deploy", help="按生成好的网站写出响应头：nginx、Caddy 和 _headers"
    )
    deploy.add_argument("site", type=_site, metavar="网站目录")
    deploy.add_argument("folder", type=Path, metavar="目录")
    deploy.set_defaults(run=_deploy)
    bundled = commands.add_parser("bundle", help="把生成好的网站打成一个压缩包，解压就能在本机打开")
    bundled.add_argument("site", type=_published, metavar="网站目录")
    bundled.add_argument("target", type=Path, metavar="压缩包")
    bundled.set_defaults(run=_bundle)
    new = commands.add_parser("new", help="打印一份带注释的空白记录，供粘贴")
    new.add_argument("kind", choices=sorted(SKELETONS), metavar="种类", help="、".join(SKELETONS))
    new.add_argument("id", type=_id, metavar="id")
    new.set_defaults(run=_new)
    return parser


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” 不是日期，应写成 2027-01-31 这样") from None


def _id(text: str) -> str:
    if not re.fullmatch(ID_PATTERN, text):
        raise argparse.ArgumentTypeError(
            f"“{text}” 不能作 id：只用小写字母、数字和连字符，例如 order-no"
        )
    return text


def _site(text: str) -> Path:
    if not (Path(text) / "index.html").is_file():
        raise argparse.ArgumentTypeError(f"“{text}” 里没有 index.html；请先生成网站：make build")
    return Path(text)


def _today() -> date:
    return date.today()  # noqa: DTZ011 - a reviewer's calendar day


def _published(text: str) -> Path:
    site = _site(text)
    for name in ("search/search_index.json", search_index.FILE):
        if not (site / name).is_file():
            raise argparse.ArgumentTypeError(f"“{text}” 里没有 {name}；请先生成网站：make build")
    return site


def _check(options: argparse.Namespace) -> int:
    book, problems = inspect(options.data)
    for problem in problems:
        print(problem)
        if options.github:
            print(problem.annotation())
    if problems or book is None:
        print(f"\n共 {len(problems)} 处要改。", file=sys.stderr)
        return 1
    print(f"没有问题：{len(book.facts)} 条事实，{len(book.checklists)} 份清单。")
    if due := review.due(book, _today()):
        print(f"提醒：{len(due)} 条到了复核日期。看是哪几条：python -m macros due")
    return 0


def _build(_options: argparse.Namespace) -> int:
    from macros.engine.build import build  # noqa: PLC0415 - no other command needs MkDocs

    return build()


def _serve(options: argparse.Namespace) -> int:
    from macros.engine.serve import serve  # noqa: PLC0415 - no other command needs MkDocs

    return serve(options.port)


def _schema(options: argparse.Namespace) -> int:
    path = options.data.with_suffix(".schema.json")
    path.write_text(api.schema(), encoding="utf-8", newline="\n")
    print(f"已写入 {path}")
    return 0


def _due(options: argparse.Namespace) -> int:
    on = options.on or _today()
    due = review.due(load(options.data), on)
    for id_, fact in due:
        print(f"{fact.review_by}  {id_}  （{fact.source}，{fact.basis}）")
    print(f"到 {on} 应复核 {len(due)} 条。")
    return 0


def _export(options: argparse.Namespace) -> int:
    book, pages, _ = load_with_pages(options.data)
    written = write(options.folder, api.files(book, pages))
    print(f"已写入 {len(written)} 个文件：{options.folder / API}")
    return 0


def _publish(options: argparse.Namespace) -> int:
    book, pages, _ = load_with_pages(options.data)
    written = publish(book, pages, options.site, keep=options.keep)
    print(f"已写入 {len(written)} 个文件：{options.site}")
    return 0


def _deploy(options: argparse.Namespace) -> int:
    written = server_config.write(options.site, options.folder)
    gzip_copies.write(options.site)
    print(f"已写入 {len(written)} 个文件：{options.folder}")
    return 0


def _bundle(options: argparse.Namespace) -> int:
    count = disk_copy.write(load(options.data), options.site, options.target)
    print(f"已写入 {options.target}：{count} 个文件，{options.target.stat().st_size / 1e6:.1f} MB")
    return 0


def _new(options: argparse.Namespace) -> int:
    print(skeleton(options.kind, options.id), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
