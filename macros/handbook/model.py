"""The shape of the handbook: what each kind of record holds, and what each property is for.

Descriptions are Chinese because contributors read them: they become the schema that an editor
shows while someone types. Shapes only; what must agree between records stands in `checks`.

A new kind of record is a class here and a row in `Sections`. An id that names another record says
so by its type (`FactId`), and the checks follow it.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    computed_field,
)
from pydantic_core import PydanticCustomError

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]


@dataclass(frozen=True)
class To:
    """Marks an id as the id of a record in this section."""

    section: str


@dataclass(frozen=True)
class Quoting:
    """Marks a text that may quote a number as `{fact.value}`; in others the mark would be shown."""


SourceId = Annotated[Id, To("sources")]
FactId = Annotated[Id, To("facts")]
DeadlineId = Annotated[Id, To("deadlines")]
EvidenceId = Annotated[Id, To("evidence")]
FieldId = Annotated[Id, To("fields")]
TemplateId = Annotated[Id, To("templates")]
ChecklistId = Annotated[Id, To("checklists")]

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Prose = Annotated[Text, Quoting()]
GUIDE_PATTERN = r"^[a-z0-9/-]+\.md(#[a-z0-9.-]+)?$"
Guide = Annotated[str, StringConstraints(pattern=GUIDE_PATTERN)]
URL_PATTERN = r"^https://[!#-;=?-~]+$"
Url = Annotated[str, StringConstraints(pattern=URL_PATTERN)]

_T = TypeVar("_T")
OptionalList = Annotated[list[_T], Field(default_factory=list, min_length=1)]
"""A list that may be left out, but not left empty."""

Facts = Annotated[OptionalList[FactId], Field(description="依据，facts 里的 id。")]


def _day(value: object) -> date:
    """Read `2026-11-22` and nothing else; pydantic would read numbers and times as dates too."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        with suppress(ValueError):
            return date.fromisoformat(value)
    raise PydanticCustomError("date_type", "not a date")


Day = Annotated[date, BeforeValidator(_day)]


def _day_or_year(value: object) -> str:
    """Read `2026-11-22`, or `2026` where no day is known; such texts sort by time."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}", value):
        return value
    try:
        return _day(value).isoformat()
    except PydanticCustomError:
        raise PydanticCustomError("day_or_year", "neither a date nor a year") from None


DayOrYear = Annotated[str, BeforeValidator(_day_or_year)]

Route = Literal["fake-trade", "dispute", "authority", "daily"]
ROUTES: tuple[str, ...] = get_args(Route)
SourceKind = Literal["law", "regulation", "interpretation", "platform-rule", "case", "guide"]
SOURCE_KINDS: tuple[str, ...] = get_args(SourceKind)
Basis = Literal["article", "excerpt", "secondary"]
Party = Literal["seller", "buyer", "platform", "carrier", "authority", "court"]
CaseKind = Literal["fake-trade", "dispute", "self-check", "other"]
Delivery = Literal["goods", "dropship", "virtual"]
TaskTool = Literal["orders", "exhibits", "log", "package", "backup"]
AboutOrders = Literal["real", "doubtful", "wrong", "named"]
OrderPart = Literal[
    "no",
    "created",
    "paid",
    "shipped",
    "done",
    "amount",
    "refund",
    "title",
    "quantity",
    "tracking",
    "carrier",
]
NoneWord = Literal["没有", "还没有", "不适用"]
Follows = Literal[
    "exhibits", "missing", "orders-count", "orders-list", "orders-sum", "orders-summary"
]
FieldKind = Literal[
    "text",
    "long-text",
    "number",
    "money",
    "date",
    "datetime",
    "order-number",
    "tracking-number",
    "phone",
    "choice",
]


class Record(BaseModel):
    """What every record shares: unknown keys are refused, and nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Source(Record):
    """来源：一部法律、一份规则、一个案例或一篇报道。"""

    title: Text = Field(description="全称，不带书名号。")
    short: Text = Field(description="出现在每条依据旁的短名，例如 反不正当竞争法。")
    issuer: Text = Field(description="发布机关或机构。")
    number: Text | None = Field(None, description="文号、通过日期或规则编号；没核对过就不写。")
    effective: Text = Field(description="施行日期或时点，例如 2025-10-15；不明就写“不明”。")
    kind: SourceKind = Field(
        description="law 法律；regulation 法规规章；interpretation 司法解释与司法文件；"
        "platform-rule 平台规则；case 案例与报道；guide 第三方转述。"
    )
    url: Url | None = Field(None, description="官方地址；没有见过的地址不要编，写官方门户。")
    url_basis: Literal["seen", "pattern", "portal", "none"] = Field(
        description="seen 地址在资料中见过；pattern 按网站规律推出；portal 只有门户；none 没有地址。"
    )
    workdays: OptionalList[int] = Field(
        description="这部法律里，哪些天数按工作日算，例如行政处罚法第 85 条：[2, 3, 5, 7]。"
        "写了以后，这样的天数没写成工作日，检查会指出来。"
    )
    note: Text | None = Field(None, description="给读者的提醒，例如版本、状态。")


class Fact(Record):
    """事实：用我们自己的话说的一条主张，带出处和核对程度。"""

    claim: Text = Field(description="一条主张。可用 {名字} 引用下面 values 里的数字。")
    source: SourceId = Field(description="sources 里的 id。")
    article: Text | None = Field(None, description="条款，例如 第 25 条第 1 款。")
    basis: Basis = Field(
        description="article 已核对条文；excerpt 已核对摘录；secondary 待核（第三方转述）。"
    )
    checked_on: Day = Field(description="最近一次核对的日期，例如 2026-11-22。")
    review_by: Day = Field(description="最迟何时再核对；同一来源的日期尽量错开。")
    values: dict[Id, Text] = Field(
        default_factory=dict,
        description="有名字的数字，例如 window: 7 日。别处写 {事实id.名字} 引用，数字只写这一次。",
    )
    note: Text | None = Field(None, description="给读者的提醒，例如网上旧说法错在哪。")


class Deadline(Record):
    """期限：谁必须在多久内做什么，逾期会怎样。"""

    title: Text = Field(description="短名。")
    route: Route = Field(
        description="所属路线：fake-trade 虚假交易；dispute 售后纠纷；"
        "authority 机关程序；daily 日常经营。"
    )
    stage: int = Field(ge=1, description="在该路线时间线里的次序，同一路线内不重复。")
    who: Party = Field(description="谁的期限。")
    action: Prose = Field(description="要做的事。")
    trigger: Prose = Field(description="从哪件事开始算。")
    duration: Id | None = Field(
        None,
        description="fact.values 里的名字，值须是期限（7 日、48 小时）。"
        "不写表示以后台显示为准。待核的事实不能写。",
    )
    limit: Text | None = Field(
        None, description="没有 duration 时可写：以什么为准；不写就是“以后台显示的倒计时为准”。"
    )
    counting: Literal["moment", "day", "next-day"] | None = Field(
        None, description="有 duration 时写：moment 从那一刻起；day 当日起；next-day 次日起。"
    )
    extends: FactId | None = Field(
        None,
        description="最后一天是休息日时顺延到之后第一个工作日的依据，facts 里的 id。"
        "只有读到的条文这样写才写；平台的期限、按工作日算的期限不写。",
    )
    where: Prose = Field(description="在哪里办、在哪里看倒计时。")
    missed: Prose = Field(description="逾期会怎样。")
    fact: FactId = Field(description="依据，facts 里的 id。")


class DaysOff(Record):
    """一段假期。"""

    name: Text = Field(description="节日，例如 春节。")
    first: Day = Field(description="放假的第一天，例如 2026-02-15。")
    last: Day = Field(description="放假的最后一天；只放一天的和 first 相同。")


class Holiday(Record):
    """放假安排：一年里哪几天放假，哪几个周末上班，照国务院办公厅的通知。"""

    rest: list[DaysOff] = Field(min_length=1, description="放假的日子，按先后排列，照通知写。")
    work: OptionalList[Day] = Field(description="调休上班的周末，按先后排列。")
    fact: FactId = Field(description="依据，facts 里的 id。")


class Evidence(Record):
    """证据：一类能证明某件事的材料。"""

    title: Text = Field(description="名称。")
    proves: Prose = Field(description="能证明什么。")
    export: Prose = Field(description="从哪里导出、怎么导出。")
    keep: Prose = Field(description="怎样保持完整、可核对。")
    rejected: list[Prose] = Field(min_length=1, description="常见的不被采信的原因，至少一条。")
    mask: Prose = Field(description="哪些个人信息要遮，哪些必须保留。")
    routes: list[Route] = Field(min_length=1, description="用在哪些路线。")
    per_order: OptionalList[Delivery] = Field(
        description="逐单核对里，哪种发货方式的每一笔都要这一种："
        "goods 自己发货；dropship 一件代发；virtual 不发实物。"
    )
    facts: Facts


class FormField(Record):
    """填写项：几份模板共用的一个空。"""

    label: Text = Field(description="空的名字，会显示为【名字】。")
    kind: FieldKind = Field(description="填什么：决定键盘、校验和提示。")
    hint: Text = Field(description="去哪里找、怎么填。")
    example: Text = Field(description="一个假的例子；数字要加引号。")
    personal: bool = Field(default=False, description="是不是个人信息（姓名、电话、地址）。")
    several: bool = Field(
        default=False, description="kind 为 order-number、tracking-number 时：能不能填几个。"
    )
    choices: OptionalList[Text] = Field(description="kind 为 choice 时的选项。")
    not_before: OptionalList[FieldId] = Field(
        description="不会早于哪些填写项（都是日期或时间），早了就提醒。例如 签收时间 不早于 发货时间。"
    )
    at_most: FieldId | None = Field(
        None,
        description="不会大于哪个填写项（都是金额或数字），大了就提醒。例如 退款金额 不大于 实付金额。",
    )
    none: NoneWord | None = Field(
        None,
        description="可能没有可填的，写按钮上的字；信里怎么改，写在各份模板的 without 里。",
    )
    follows: Follows | None = Field(
        None,
        description="可以照案件里已有的填：exhibits 证据目录；missing 证据目录里还缺的；"
        "orders-count 订单的笔数；orders-list 订单编号；orders-sum 订单的金额合计；"
        "orders-summary 笔数、合计和编号。",
    )
    of_order: OrderPart | None = Field(
        None,
        description="选了逐单核对里的一笔，这一空取它的哪一项：no 编号；created 下单时间；paid 付款时间；"
        "shipped 发货时间；done 完成时间；amount 实付；refund 退款；title 商品；quantity 数量；"
        "tracking 运单号；carrier 物流公司。",
    )


class Without(Record):
    """没有时的写法：一个空没有可填的，信里这一处怎么办。"""

    field: FieldId = Field(
        description="哪个空，这份模板的 fields 里的 id；它在 fields: 里写了 none。"
    )
    part: Prose | None = Field(
        None,
        description="只跟这个空一起出现的那一段，照正文抄，不跨行，只含这一个空。不写就是它所在的整行。",
    )
    instead: Prose | None = Field(
        None, description="没有的时候，那一段换成什么，不含空；不写就把那一段去掉。"
    )


class OwnExample(Record):
    """这封信的例子：换掉一个空共用的例子。"""

    field: FieldId = Field(description="哪个空，这份模板的 fields 里的 id。")
    example: Text = Field(description="一个假的例子，放在这封信里读得通。")


class Says(Record):
    """选了就写的话：一个空选了这一项，信里写哪一段。"""

    field: FieldId = Field(
        description="哪个空，这份模板的 fields 里的 id；它的 kind 是 choice，正文里有它。"
    )
    choice: Text = Field(description="选了哪一项，照 fields 里的 choices 抄。每一项写一条。")
    text: Prose = Field(description="正文里那个空换成的话，可以含别的空。")


class Template(Record):
    """模板：一封信、一份说明、一张记录或一段回复，带空。"""

    title: Text = Field(description="名称。")
    kind: Literal["letter", "statement", "record", "reply"] = Field(
        description="letter 信函；statement 说明；record 记录；reply 给买家的回复。"
    )
    route: Route = Field(description="所属路线。")
    when: Prose = Field(description="什么时候用。")
    not_when: Prose = Field(description="什么时候不能用。")
    submit: Prose = Field(description="写好以后交到哪里。")
    length: int | None = Field(
        None, ge=50, le=5000, description="建议的字数上限；真正的上限以提交页显示为准。"
    )
    fields: list[FieldId] = Field(
        min_length=1, description="填写项的 id，按填写顺序；正文用到的都列，列出的都要用。"
    )
    examples: OptionalList[OwnExample] = Field(
        description="填写项共用的例子放在这封信里不合适时，换成的例子。"
    )
    body: Prose = Field(description="正文，用 {填写项id} 留空。不在末尾写签名。")
    says: OptionalList[Says] = Field(description="哪些空要先选一种，选了哪一种信里就写哪一段。")
    orders: AboutOrders | None = Field(
        None,
        description="信里写的是逐单核对里哪一种订单：real 真实；doubtful 有疑点；wrong 有问题；"
        "named 通知点名的；不写就是全部。",
    )
    without: OptionalList[Without] = Field(
        description="哪些空可能没有可填的，没有的时候信里怎么写。"
    )
    pledge: Prose = Field(description="最后一行：对真实性负责的话，含“真实”“属实”或“如实”。")
    signers: OptionalList[Text] = Field(
        description="签名的各方，例如 [店铺, 合作方]；只有写信的人签，就不写。"
    )
    evidence: OptionalList[EvidenceId] = Field(description="随附的证据，evidence 里的 id。")
    facts: Facts


class Item(Record):
    """步骤：清单里的一个动作。"""

    id: Id = Field(description="在本清单内唯一，发布后不改。")
    section: Text | None = Field(
        None, description="属于哪一段；同一段的步骤连着写。要么每一步都写，要么都不写。"
    )
    what: Prose = Field(description="做什么，一个动作。")
    why: Prose = Field(description="为什么。")
    how: Prose = Field(description="怎么做，具体到在哪里、存成什么。")
    level: Literal["must", "should", "good"] = Field(
        description="must 必做；should 应做；good 做了更好。"
    )
    evidence: OptionalList[EvidenceId] = Field(description="相关证据，evidence 里的 id。")
    facts: Facts
    see: Guide | None = Field(None, description="相关指南，例如 respond/appeal.md。")


class Checklist(Record):
    """清单：按顺序做的一组步骤。"""

    title: Text = Field(description="名称。")
    summary: Prose = Field(description="做完能得到什么，一句话。")
    route: Route = Field(description="所属路线。")
    recurring: bool = Field(
        default=False,
        description="是不是定期重做的（例如每月自查）；是的话，每一轮的结果会留下来。",
    )
    items: list[Item] = Field(min_length=1, description="步骤，按先后排列。")
    facts: Facts


class FigureStep(Record):
    """图里的一格。"""

    title: Text = Field(description="这一格的标题，几个字；decision 写一个能答“是”的问题。")
    text: Prose = Field(description="一两句说明；decision 写答“是”的结论，答“否”就看下一格。")
    who: Party | None = Field(None, description="谁；kind 为 roles 时每一格都写，别的不写。")
    facts: Facts


class Figure(Record):
    """图：一眼能看懂的顺序、轻重、分工或判断，由数据画出。"""

    title: Text = Field(description="图的标题。")
    kind: Literal["chain", "ladder", "roles", "decision"] = Field(
        description="chain 一环扣一环；ladder 由轻到重；roles 什么事由谁做；decision 从上往下问。"
    )
    summary: Prose = Field(description="怎么看这张图，一句话。")
    steps: list[FigureStep] = Field(min_length=2, description="从上往下的每一格。")


class Answer(Record):
    """分流里的一个回答，通向下一个问题或一个结果。"""

    label: Text = Field(description="读者会点的话。")
    to: Id = Field(description="下一个问题或结果的 id。")


class Question(Record):
    """分流里的一个问题。"""

    ask: Text = Field(description="问题，一句话。")
    hint: Prose | None = Field(None, description="拿不准时看什么。")
    answers: list[Answer] = Field(min_length=2, description="至少两个回答。")


class Task(Record):
    """任务：案件里要做的一件事，只写一样：一份清单、一份模板、一项期限或一个工具。"""

    checklist: ChecklistId | None = Field(None, description="checklists 里的 id。")
    template: TemplateId | None = Field(None, description="templates 里的 id。")
    deadline: DeadlineId | None = Field(None, description="deadlines 里的 id。")
    tool: TaskTool | None = Field(
        None,
        description="orders 逐单核对；exhibits 证据目录；log 沟通记录；package 材料包；backup 备份。",
    )

    @property
    def names(self) -> list[tuple[str, str]]:
        """Give each kind that it names, with the id."""
        return [(kind, id_) for kind, id_ in self if id_]


class Result(Record):
    """分流的终点：先做什么，看哪一页，接着有哪些任务。"""

    title: Text = Field(description="结果的名字。")
    first: Prose = Field(description="现在先做的一件事。")
    guide: Guide = Field(description="要看的指南。")
    case: CaseKind = Field(
        description="从这里开的案件是哪一类：fake-trade 虚假交易；dispute 售后纠纷；"
        "self-check 自查；other 其他。"
    )
    tasks: OptionalList[Task] = Field(
        description="要做的事，按先后排列：案件里就照这个次序显示，第一件没做完的就是“下一步”。",
    )

    @computed_field(description="tasks 里的清单，checklists 里的 id。")
    def checklists(self) -> list[ChecklistId]:
        """List the checklists among the tasks."""
        return [task.checklist for task in self.tasks if task.checklist]

    @computed_field(description="tasks 里的模板，templates 里的 id。")
    def templates(self) -> list[TemplateId]:
        """List the letters among the tasks."""
        return [task.template for task in self.tasks if task.template]

    @computed_field(description="tasks 里的期限，deadlines 里的 id。")
    def deadlines(self) -> list[DeadlineId]:
        """List the deadlines among the tasks."""
        return [task.deadline for task in self.tasks if task.deadline]


class Triage(Record):
    """分流：从“发生了什么”走到该看的那一页。"""

    title: Text = Field(description="名称。")
    start: Id = Field(description="第一个问题的 id。")
    questions: dict[Id, Question] = Field(min_length=1, description="问题。")
    results: dict[Id, Result] = Field(min_length=1, description="结果。")


class Term(Record):
    """术语：一个词是什么意思，卖家还怎么叫它。"""

    title: Text = Field(description="词。")
    meaning: Prose = Field(description="白话解释，一两句。")
    also: list[Text] = Field(min_length=1, description="卖家的其他叫法；搜索会用到。")
    facts: Facts
    see: Guide | None = Field(None, description="相关指南。")


class Change(Record):
    """变更：法律或平台规则的一次变化。"""

    on: DayOrYear = Field(
        description='从哪天起，例如 2026-11-22；只知道是哪一年，就写 "2026"，加引号。'
    )
    title: Text = Field(description="哪部法律、哪份规则，几个字。")
    what: Prose = Field(description="变了什么。")
    meaning: Prose = Field(description="对卖家意味着什么、要做什么。")
    facts: list[FactId] = Field(
        min_length=1,
        description="依据，facts 里的 id；第一条说的就是这次变更，它待核，整条就标待核。",
    )
    see: Guide | None = Field(None, description="相关指南。")
    recorded: Day = Field(description="哪天记下或改动这一条；订阅的人据此看到更新。")


class Contact(Record):
    """官方渠道：遇到事能找的机构，能做什么，不能做什么。"""

    title: Text = Field(description="名字，例如 12345 热线。")
    reach: Prose = Field(description="怎么找到它：电话，或者入口在哪里。没有核对过的地址不写。")
    can: Prose = Field(description="能做什么。")
    cannot: Prose = Field(description="不能做什么。")
    cost: Prose = Field(description="收不收费。")
    beware: Prose = Field(description="怎样认出冒充的。")
    facts: Facts
    see: Guide | None = Field(None, description="相关指南。")


class Sections(Record):
    """The kinds of records: one row each. Whatever lists kinds reads these rows (`kinds.py`).

    A section's name ends on the `s` of the plural, or is a word that has none (`evidence`).
    """

    sources: dict[Id, Source] = Field(default_factory=dict, description="来源。")
    facts: dict[Id, Fact] = Field(default_factory=dict, description="事实。")
    deadlines: dict[Id, Deadline] = Field(default_factory=dict, description="期限。")
    holidays: dict[Id, Holiday] = Field(
        default_factory=dict, description='放假安排；id 是那一年，加引号，例如 "2026"。'
    )
    evidence: dict[Id, Evidence] = Field(default_factory=dict, description="证据。")
    fields: dict[Id, FormField] = Field(default_factory=dict, description="填写项。")
    templates: dict[Id, Template] = Field(default_factory=dict, description="模板。")
    checklists: dict[Id, Checklist] = Field(default_factory=dict, description="清单。")
    figures: dict[Id, Figure] = Field(default_factory=dict, description="图。")
    triage: dict[Id, Triage] = Field(default_factory=dict, description="分流。")
    terms: dict[Id, Term] = Field(default_factory=dict, description="术语。")
    changes: dict[Id, Change] = Field(default_factory=dict, description="规则变更。")
    contacts: dict[Id, Contact] = Field(default_factory=dict, description="官方渠道。")


def singular(section: str) -> str:
    """Name one record of a section, as in `fact-…` and `retired: kind:`."""
    return section.removesuffix("s")


if TYPE_CHECKING:
    RetiredKind = str
else:
    RetiredKind = Literal[(*map(singular, Sections.model_fields), "item")]


class Retired(Record):
    """退役：一个不再使用的 id 的墓碑，读者的勾选据此搬到替代者。"""

    kind: RetiredKind = Field(description="原来是哪一类。")
    reason: Text = Field(description="为什么退役。")
    said: Text | None = Field(
        None, description="原来写的是什么。退役的事实要写，读者从旧链接来，还能看到。"
    )
    on: Day = Field(description="退役日期。")
    replaced_by: Text | None = Field(None, description="替代者的 id；没有就不写。")


class Handbook(Sections):
    """整本手册的数据。"""

    retired: dict[Text, Retired] = Field(
        default_factory=dict, description="退役的 id；步骤写成 清单id.步骤id。"
    )
