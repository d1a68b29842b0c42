"""Builds the site with MkDocs. A failure leaves the last good site, and is told in Chinese in few words."""

from __future__ import annotations

import errno
import logging
import os
import re
import signal
import sys
from pathlib import Path

from click.exceptions import Abort, ClickException
from filelock import Timeout
from mkdocs.__main__ import cli

from macros.engine import settings
from macros.engine.folder_swap import replaced

_KEPT = "没有生成。{} 还是上一次生成的，没有动过。"
_REMEDIES = {
    errno.ENOSPC: "磁盘满了。腾出空间再来一次",
    errno.EDQUOT: "磁盘配额用完了。腾出空间再来一次",
    errno.EFBIG: "文件大小到了系统的上限（ulimit -f）。放宽以后再来一次",
    errno.EROFS: "磁盘是只读的。换一个能写的地方",
    errno.EACCES: "没有权限。看一看它属于谁",
    errno.EPERM: "没有权限。看一看它属于谁",
    errno.ENOENT: "没有这个文件。从版本库取回来",
    errno.EEXIST: "这里应当是文件夹，却已经有一个同名的文件。把它移走",
    errno.ENOTDIR: "这里应当是文件夹，却已经有一个同名的文件。把它移走",
    errno.EXDEV: "它和项目不在同一个磁盘上，不能一下子换过去。把 site 放回项目里",
    errno.EBUSY: "它正被别的程序占着，或者是一个挂载点。放开以后再来一次",
}
_FAILED_MACRO = re.compile(r"_Macro[^_]*Error_\s+_File_: `(.+?)`.*?_(\w+)_: (.*?)\s*```", re.DOTALL)


def build(site: Path = Path("site"), work: Path = Path("build")) -> int:
    """Build the site of the current folder at `site`; the exit code is 0 when it stands there."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C: with a word
    logging.getLogger("mkdocs.plugins.mkdocs_macros.util").addFilter(in_few_words)
    try:
        os.environ |= settings.checked(os.environ)
        with replaced(site, work) as new:
            cli(["build", "--site-dir", str(new)], standalone_mode=False)
    except Timeout:
        reason = f"另一个生成正在进行。等它结束再来；锁是 {work / site.name}.lock，会自己放开。"
    except settings.SettingError as error:
        reason = str(error)
    except (KeyboardInterrupt, Abort):
        reason = "被中断了。"
    except ClickException as error:  # MkDocs' own, after it said what and where
        reason = error.format_message()
    except SystemExit:  # a macro failed; told by `in_few_words`
        reason = "原因见上面。"
    except OSError as error:
        reason = of_os(error)
    else:
        return 0
    kept = _KEPT.format(f"{site}/") if site.exists() else "没有生成。"
    print(f"{reason}\n{kept}", file=sys.stderr)
    return 1


def of_os(error: OSError) -> str:
    """Say what the system refused, where, and what to do."""
    said = _REMEDIES.get(error.errno or 0, error.strerror or str(error))
    places = [str(place) for place in (error.filename, error.filename2) if place]
    return f"{' → '.join(places) or '写文件'}：{said}。"


def in_few_words(record: logging.LogRecord) -> bool:
    """Tell a macro that failed by page and reason; the traceback says nothing to who writes guides."""
    if found := _FAILED_MACRO.search(record.getMessage()):
        page, kind, reason = found.groups()
        record.msg = f"docs/{page}：这一页的一个宏出错了（{kind}：{reason}）。改好这一页或它用到的记录；如果都没有错，是程序的错，请报告"
        record.args = ()
    return True
