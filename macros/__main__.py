"""The command line: `python -m macros check|build|serve|schema|due|export|publish|bundle|deploy|new`.

The first line of a command's docstring is its help.
"""

from __future__ import annotations

import os
import re
import sys
from datetime import date
from io import TextIOWrapper
from pathlib import Path

import click

from macros.deploy import disk_copy, gzip_copies, server_config
from macros.engine import settings
from macros.handbook import review
from macros.handbook.links import API
from macros.handbook.loader import DATA_FILE, inspect, load, load_with_pages
from macros.handbook.model import ID_PATTERN
from macros.handbook.problems import ProblemsError
from macros.handbook.skeletons import SKELETONS, skeleton
from macros.publish import api, publish, search_index
from macros.publish.files import write

DATA = Path("docs") / DATA_FILE


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code is 0 when it did what was asked, 1 when it could not, 2 when asked wrongly."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a console may not know every character we quote
            stream.reconfigure(errors="backslashreplace")
    try:
        return commands.main(arguments, "python -m macros", standalone_mode=False) or 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:  # Ctrl-C
        print("被中断了。", file=sys.stderr)
    except (ProblemsError, settings.SettingError) as error:
        print(error, file=sys.stderr)
    except OSError as error:
        print(f"{error.filename}：写不了这个文件（{error.strerror}）。", file=sys.stderr)
    return 1


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f"“{text}” 不是日期，应写成 2027-01-31 这样") from None


def _id(text: str) -> str:
    if not re.fullmatch(ID_PATTERN, text):
        raise click.BadParameter(f"“{text}” 不能作 id：只用小写字母、数字和连字符，例如 order-no")
    return text


def _site(text: str, *needed: str) -> Path:
    for name in ("index.html", *needed):
        if not (Path(text) / name).is_file():
            raise click.BadParameter(f"“{text}” 里没有 {name}；请先生成网站：make build")
    return Path(text)


def _published(text: str) -> Path:
    return _site(text, "search/search_index.json", search_index.FILE)


def _today() -> date:
    return date.today()  # noqa: DTZ011 - a reviewer's calendar day


@click.group(subcommand_metavar="命令")
@click.option("--data", type=Path, default=DATA, help=f"YAML 文件，默认 {DATA}")
@click.pass_context
def commands(context: click.Context, data: Path) -> None:
    """检查、导出手册的数据。"""
    context.obj = data


@commands.command()
@click.option("--github", is_flag=True, help="同时打印 GitHub 的标注，显示在合并请求的那一行")
@click.pass_obj
def check(data: Path, *, github: bool) -> int:
    """列出数据里的全部问题；有问题时退出码为 1"""
    book, problems = inspect(data)
    for problem in problems:
        print(problem)
        if github:
            print(problem.annotation())
    if problems or book is None:
        print(f"\n共 {len(problems)} 处要改。", file=sys.stderr)
        return 1
    print(f"没有问题：{len(book.facts)} 条事实，{len(book.checklists)} 份清单。")
    if due := review.due(book, _today()):
        print(f"提醒：{len(due)} 条到了复核日期。看是哪几条：python -m macros due")
    return 0


@commands.command()
def build() -> int:
    """生成网站到 site/；不成功时 site/ 不动"""
    from macros.engine.build import build  # noqa: PLC0415 - no other command needs MkDocs

    return build()


@commands.command()
@click.option(
    "--port", type=settings.port, envvar="PORT", default="8000", metavar="端口", help="默认 8000"
)
def serve(port: int) -> int:
    """边改边看：生成网站，保存即刷新"""
    from macros.engine.serve import serve  # noqa: PLC0415 - no other command needs MkDocs

    return serve(port)


@commands.command()
@click.pass_obj
def schema(data: Path) -> None:
    """重新生成编辑器用的 handbook.schema.json"""
    path = data.with_suffix(".schema.json")
    path.write_text(api.schema(), encoding="utf-8", newline="\n")
    print(f"已写入 {path}")


@commands.command()
@click.option("--on", type=_date, metavar="日期", help="例如 2027-01-31，默认今天")
@click.pass_obj
def due(data: Path, on: date | None) -> None:
    """列出到期该复核的事实"""
    on = on or _today()
    items = review.due(load(data), on)
    for id_, fact in items:
        print(f"{fact.review_by}  {id_}  （{fact.source}，{fact.basis}）")
    print(f"到 {on} 应复核 {len(items)} 条。")


@commands.command()
@click.argument("folder", type=Path, metavar="目录")
@click.pass_obj
def export(data: Path, folder: Path) -> None:
    """把数据写成 JSON"""
    book, pages, _ = load_with_pages(data)
    written = write(folder, api.files(book, pages))
    print(f"已写入 {len(written)} 个文件：{folder / API}")


@commands.command("publish")
@click.argument("site", type=_site, metavar="网站目录")
@click.option(
    "--no-offline", "keep", flag_value=False, default=True, help="不让浏览器存离线副本，存了的删掉"
)
@click.pass_obj
def _publish(data: Path, site: Path, *, keep: bool) -> None:
    """在生成好的网站里补上数据、Word 模板和搜索（换用别的生成工具时）"""
    keep = keep and settings.offline(os.environ.get("OFFLINE"))
    book, pages, _ = load_with_pages(data)
    written = publish(book, pages, site, keep=keep)
    print(f"已写入 {len(written)} 个文件：{site}")


@commands.command()
@click.argument("site", type=_site, metavar="网站目录")
@click.argument("folder", type=Path, metavar="目录")
def deploy(site: Path, folder: Path) -> None:
    """按生成好的网站写出响应头：nginx、Caddy 和 _headers"""
    written = server_config.write(site, folder)
    gzip_copies.write(site)
    print(f"已写入 {len(written)} 个文件：{folder}")


@commands.command()
@click.argument("site", type=_published, metavar="网站目录")
@click.argument("target", type=Path, metavar="压缩包")
@click.pass_obj
def bundle(data: Path, site: Path, target: Path) -> None:
    """把生成好的网站打成一个压缩包，解压就能在本机打开"""
    count = disk_copy.write(load(data), site, target)
    print(f"已写入 {target}：{count} 个文件，{target.stat().st_size / 1e6:.1f} MB")


@commands.command()
@click.argument("kind", type=click.Choice(sorted(SKELETONS)))
@click.argument("name", type=_id, metavar="id")
def new(kind: str, name: str) -> None:
    """打印一份带注释的空白记录，供粘贴"""
    print(skeleton(kind, name), end="")


if __name__ == "__main__":
    sys.exit(main())
