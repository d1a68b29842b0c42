"""What the handbook's own words are called on screen."""

from __future__ import annotations

NAME = "申诉有据"
BASIS = {"article": "已核对条文", "excerpt": "已核对摘录", "secondary": "待核"}
WORDS = {
    "level": {"must": "必做", "should": "应做", "good": "更好"},
    "party": {
        "seller": "你",
        "buyer": "买家",
        "platform": "平台",
        "carrier": "承运人",
        "authority": "机关",
        "court": "法院",
    },
    "route": {
        "fake-trade": "虚假交易",
        "dispute": "售后纠纷",
        "authority": "机关程序",
        "daily": "日常经营",
    },
    "limit": {
        "fake-trade": "以后台显示的倒计时为准",
        "dispute": "以后台显示的倒计时为准",
        "daily": "以后台显示的为准",
        "authority": "以文书写明的为准",
    },
    "counting": {"moment": "从那一刻起算", "day": "从当日起算", "next-day": "从次日起算"},
    "task": {"checklist": "清单", "template": "模板", "deadline": "期限", "tool": "工具"},
    "letter": {"letter": "信函", "statement": "说明", "record": "记录", "reply": "回复买家"},
    "folder": {
        "": "首页",
        "start": "从这里开始",
        "respond": "被判虚假交易",
        "after-sales": "售后纠纷",
        "prevent": "预防",
        "rules": "规则",
        "tools": "工具",
        "reference": "参考",
        "about": "关于",
    },
    "source": {
        "law": "法律",
        "regulation": "法规与规章",
        "interpretation": "司法解释与司法文件",
        "platform-rule": "平台规则",
        "case": "案例与报道",
        "guide": "第三方转述",
    },
    "url_basis": {
        "seen": "官方地址",
        "pattern": "按网站规律推出的地址，未打开核对",
        "portal": "只给官方门户，请在站内搜索标题",
        "none": "没有可引用的地址",
    },
}
