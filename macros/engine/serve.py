"""Serves the site of the current folder while someone writes: one line a save, and what is wrong in Chinese."""

from __future__ import annotations

import logging
import os
import tempfile
import time
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.livereload import LiveReloadServer

from macros.engine import settings
from macros.engine.build import in_few_words

HOST = "127.0.0.1"
_WHILE_WRITING = {"OFFLINE": "no", "NO_MKDOCS_2_WARNING": "1"}
"""Browsers keep no copy."""


def serve(port: int) -> int:
    """Build the site into a folder of its own, serve it, and build again what each save changes.

    Args:
        port: where to listen on this machine.

    Returns:
        The exit code: 0 when stopped by Ctrl-C, 1 when the first build or the port failed.
    """
    os.environ |= settings.checked(os.environ | _WHILE_WRITING) | _WHILE_WRITING
    engine, log = logging.getLogger("mkdocs"), _Log()
    engine.setLevel(logging.DEBUG)
    engine.addHandler(log)
    engine.propagate = False
    address = f"http://{HOST}:{port}/"
    print("正在生成网站，大约十秒……", flush=True)
    with tempfile.TemporaryDirectory(prefix="shensu-youju-") as site:
        try:
            config = _config(port, Path(site))
        except ConfigurationError as error:
            print(f"mkdocs.yml 有问题：{error}")
            return 1
        config.plugins.on_startup(command="serve", dirty=True)
        _build(config, log)
        server = LiveReloadServer(
            lambda: _build(_config(port, Path(site)), log), HOST, port, root=site
        )
        for path in (config.docs_dir, config.config_file_path, *config.watch):
            server.watch(str(path))
        try:
            return _listen(server, address)
        finally:
            server.shutdown()
            config.plugins.on_shutdown()


def _listen(server: LiveReloadServer, address: str) -> int:
    print(f"在浏览器里打开 {address} ，保存就会刷新。按 Ctrl-C 停。", flush=True)
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        print("停了。")
    except OSError as error:
        print(f"用不了 {address}（{error.strerror}）。换一个端口：make serve PORT=8001")
        return 1
    return 0


def _config(port: int, site: Path) -> MkDocsConfig:
    """Read the configuration, but let a wrong macro be shown on its page instead of stopping."""
    address = f"{HOST}:{port}"
    config = load_config(
        site_dir=str(site), dev_addr=address, site_url=f"http://{address}/", strict=False
    )
    config.plugins["macros"].config["on_error_fail"] = False
    return config


def _build(config: MkDocsConfig, log: _Log) -> None:
    """Build once and say so in one line; what is wrong has been said by then."""
    log.pages, start = 0, time.monotonic()
    try:
        build(config, serve_url=config.site_url, dirty=True)
    except (Abort, SystemExit):
        print("没有生成，网页还是上一次的。改好再保存，会接着生成。", flush=True)
    else:
        seconds = time.monotonic() - start
        print(f"{time.strftime('%H:%M:%S')} 生成了 {log.pages} 页，{seconds:.1f} 秒。", flush=True)


class _Log(logging.Handler):
    """Counts the pages built and passes on what is wrong; the rest of what the engine says is for programmers."""

    pages = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Take one message of the engine."""
        said = record.getMessage()
        if said.startswith("Building page"):
            self.pages += 1
        elif record.levelno >= logging.WARNING and "'dirty'" not in said:
            in_few_words(record)
            print(record.getMessage(), flush=True)
