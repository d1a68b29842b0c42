"""Commented records to paste into handbook.yml, for `python -m macros new`."""

from __future__ import annotations

SKELETONS = {
    "fact": """\
  # 贴到 facts: 下面，按 id 的字母顺序放
  {id}:
    claim: 用自己的话写一条主张，期限写成 {{window}} 这样。   # 不抄条文
    source: e-commerce-law        # sources 里的 id；没有就先在 sources 里加一条
    article: 第 1 条              # 条款；不清楚就删掉这一行
    basis: secondary              # article 已核对条文 / excerpt 已核对摘录 / secondary 待核
    checked_on: 2026-11-22        # 你核对的日期
    review_by: 2027-05-22         # 最迟何时再核对
    values:                       # 要在别处引用的数字；没有就整段删掉
      window: 7 日
    note: 给读者的提醒；没有就删掉这一行。
""",
    "template": """\
  # 贴到 templates: 下面，按 id 的字母顺序放
  {id}:
    title: 模板的名称
    kind: letter                  # letter 信函 / statement 说明 / record 记录 / reply 给买家的回复
    route: dispute                # fake-trade / dispute / authority / daily
    when: 什么时候用。
    not_when: 什么时候不能用。
    submit: 写好以后交到哪里。
    length: 500                   # 建议的字数上限；没有就删掉这一行
    fields: [shop-name, order-no] # 正文用到的填写项，按填写顺序
    body: |
      店铺：{{shop-name}}
      订单：{{order-no}}
      正文写在这里。
    pledge: 以上内容真实，如有不实，我愿意承担责任。
    evidence: [order-page]        # 随附的证据；没有就删掉这一行
""",
    "checklist": """\
  # 贴到 checklists: 下面，按 id 的字母顺序放
  {id}:
    title: 清单的名称
    summary: 做完能得到什么，一句话。
    route: dispute                # fake-trade / dispute / authority / daily
    recurring: true               # 每月重做的清单才写；不是就删掉这一行
    items:
      - id: first-step            # 在本清单内唯一，发布后不改
        section: 第一段           # 同一段的步骤连着写；不分段就都不写
        what: 做什么，一个动作。
        why: 为什么。
        how: 怎么做，具体到在哪里点、存成什么。
        level: must               # must 必做 / should 应做 / good 做了更好
        evidence: [order-page]    # 相关证据；没有就删掉这一行
""",
    "change": """\
  # 贴到 changes: 下面，按 id 的字母顺序放；id 以日期开头，例如 2027-01-01-trademark-law
  {id}:
    on: 2027-01-01                # 从哪天起；只知道年份就写 "2027"，加引号
    title: 哪部法律、哪份规则
    what: 变了什么，一两句。
    meaning: 对卖家意味着什么、要做什么。
    facts: [ecl-34-7days]         # 依据；第一条说的就是这次变更
    see: rules/changes.md         # 相关的一页；没有就删掉这一行
    recorded: 2026-11-22          # 今天的日期
""",
}


def skeleton(kind: str, id_: str) -> str:
    """Write a commented record of a kind (`fact`, `template`, `checklist`) with this id."""
    return SKELETONS[kind].format(id=id_)
