"""What `api/v1` promises: the shape of every file, and its JSON Schema.

The records are those of `model`, every key always there, with an id, links, and a few words more.
Descriptions are Chinese because users of the data read them in the schema.
"""

from __future__ import annotations

from typing import Any, get_args

from pydantic import BaseModel, Field, create_model
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from macros.handbook.labels import NAME
from macros.handbook.model import Day, Fact, Handbook, Id, Record, Template, Text

VERSION = "1.6.0"
"""Of the API. `CHANGELOG_API.md` says what each one brought, and what none will ever break."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_LINK = "相对于本文件的地址。"


class Links(Record):
    """链接：这条记录在网站上的位置，都是相对于本文件的地址。"""

    page: Text | None = Field(description="它所在的页面和位置；没有单独的位置时是 null。")


class TemplateLinks(Links):
    """链接：模板所在的页面，和可以直接填的 Word 文件。"""

    docx: Text = Field(description=f"空白的 Word 文件，{_LINK}")


class PublishedFact(Fact):
    """事实：用我们自己的话说的一条主张，带出处和核对程度。"""

    claim: Text = Field(description="一条主张，数字已经写进去。转用时请连同 basis_label 一起。")
    basis_label: Text = Field(description="核对程度写成的话；待核的还写明该以什么为准。")


class PublishedTemplate(Template):
    """模板：一封信、一份说明、一张记录或一段回复，带空。"""

    text: Text = Field(description="整封信：空写成【名字】，末行是 pledge。")


class Question(Record):
    """页面回答的一个问题。"""

    question: Text = Field(description="卖家的问法。")
    anchor: Id | None = Field(description="回答它的小节的 id；整页都在回答时是 null。")


class FactsByBasis(Record):
    """页面用到的事实，按核对程度分。"""

    article: list[Id] = Field(description="已核对条文的，facts 里的 id。")
    excerpt: list[Id] = Field(description="已核对摘录的，facts 里的 id。")
    secondary: list[Id] = Field(description="待核的，facts 里的 id。")


class PublishedGuide(Record):
    """指南：网站上的一页。"""

    title: Text = Field(description="标题。")
    description: Text = Field(description="一句话说明。")
    tags: list[Text] = Field(description="标签。")
    questions: list[Question] = Field(description="这一页回答的问题。")
    facts: FactsByBasis = Field(description="这一页用到的事实。")
    checked_on: Day | None = Field(description="这些事实里最早的核对日期；没有用到事实时是 null。")


class Licence(Record):
    """许可。"""

    id: Text = Field("CC-BY-4.0", description="SPDX 许可标识。")
    title: Text = Field("CC BY 4.0", description="名称。")
    url: Text = Field(
        "https://creativecommons.org/licenses/by/4.0/", description="许可全文的地址。"
    )
    attribution: Text = Field(f"{NAME}，CC BY 4.0", description="转用时请写的署名。")


class Entry(Record):
    """一类数据。"""

    kind: Id = Field(description="类别的名字。")
    title: Text = Field(description="中文名。")
    description: Text = Field(description="是什么。")
    count: int = Field(ge=0, description="有多少条记录。")
    file: Text = Field(description=f"数据文件，{_LINK}")
    schema_: Text = Field(alias="schema", description=f"数据文件的 JSON Schema，{_LINK}")


class IndexLinks(Record):
    """链接：都是相对于本文件的地址。"""

    documentation: Text = Field(description="怎么用、怎么署名、怎么变的说明页。")
    changelog: Text = Field(description="接口的版本记录。")
    feed: Text = Field(description="规则变更的订阅（Atom）。")
    calendar: Text = Field(description="规则变更的日历（iCalendar）。")


class Index(Record):
    """开放数据的目录。"""

    name: Text = Field(description="手册的名字。")
    version: Text = Field(description="接口的版本，主版本.次版本.修订号。")
    licence: Licence = Field(description="转用的许可和署名。")
    date: Day = Field(description="数据的日期：事实里最近一次核对的日期。")
    schema_: Text = Field(alias="schema", description=f"本文件的 JSON Schema，{_LINK}")
    kinds: list[Entry] = Field(description="各类数据。")
    links: IndexLinks = Field(description="链接。")


class Envelope(Record):
    """一类数据的全部记录，按 id 排列。"""

    kind: Id = Field(description="类别的名字。")
    title: Text = Field(description="中文名。")
    schema_: Text = Field(alias="schema", description=f"本文件的 JSON Schema，{_LINK}")
    name: Text = Field(description="手册的名字。")
    licence: Text = Field(description="SPDX 许可标识；署名写法见 index.json。")
    date: Day = Field(description="数据的日期：事实里最近一次核对的日期。")
    count: int = Field(ge=0, description="有多少条记录。")


SHAPES: dict[str, type[BaseModel]] = {
    **{kind: get_args(field.annotation)[1] for kind, field in Handbook.model_fields.items()},
    "facts": PublishedFact,
    "templates": PublishedTemplate,
    "guides": PublishedGuide,
}
"""Kind → shape of its records, without id and links."""


def words_of(kind: str) -> dict[str, str]:
    """Say what a kind is called and what it is; the shape's docstring says `名字：是什么。`."""
    title, _, meaning = (SHAPES[kind].__doc__ or "").partition("：")
    return {"title": title, "description": meaning}


def schema_of(name: str) -> dict[str, Any]:
    """Describe the file `name`.json of the API, by JSON Schema 2020-12."""
    shape = Index if name == "index" else _file_of(name)
    described = shape.model_json_schema(mode="serialization", schema_generator=_Schema)
    return {"$schema": DIALECT, "$id": f"{name}.json"} | described


def _file_of(kind: str) -> type[BaseModel]:
    base, links = SHAPES[kind], TemplateLinks if kind == "templates" else Links
    id_ = "路径，例如 respond/appeal.md。" if kind == "guides" else "发布后不改，也不重用。"
    record = create_model(
        base.__name__.removeprefix("Published"),
        __base__=base,
        __doc__=base.__doc__,
        id=(str, Field(description=id_)),
        links=(links, Field(description="链接。")),
    )
    return create_model(
        f"{record.__name__}File",
        __base__=Envelope,
        __doc__=f"{words_of(kind)['title']}的全部记录，按 id 排列。没有内容的键是 null、[] 或 {{}}。",
        records=(list[record], Field(description="记录。")),
    )


class _Schema(GenerateJsonSchema):
    """Promises every key, forbids no further one, and lets what is optional be empty."""

    def field_is_required(self, *_: object, **__: object) -> bool:
        return True

    def field_title_should_be_set(self, *_: object, **__: object) -> bool:
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return _without("minItems", self.generate_inner(schema["schema"]))

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        return _without("additionalProperties", super().model_schema(schema))


def _without(key: str, described: JsonSchemaValue) -> JsonSchemaValue:
    return {other: value for other, value in described.items() if other != key}
