"""Each format says what the report says, in the form that its reader expects, whatever students wrote."""

import base64
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from lxml import etree

from grader.formats.github import (
    ANNOTATIONS_MAX,
    RESULT_CHARACTERS_MAX,
    SUMMARY_BYTES_MAX,
    classroom,
    commands,
    markdown,
    summary,
)
from grader.formats.gradescope import failure, gradescope
from grader.formats.json_lines import json_lines
from grader.formats.junit import junit
from grader.model import Status
from tests.formats.conftest import HOSTILE

# --- JSON lines -------------------------------------------------------------------------------------------------------


def test_json_is_one_line_a_report(graded):
    lines = list(json_lines([graded, graded]))
    assert len(lines) == 2
    content = json.loads(lines[0])
    assert (content["student"], content["score"], content["possible"]) == ("ann", 0.5, 3)
    assert [each["outcome"] for each in content["exercises"][0]["checks"]][:2] == ["passed", "failed"]
    assert content["cells"] == [{"index": 3, "kind": "NameError", "message": "name 'nump' is not defined", "line": 2}]


def test_json_steers_nothing(hostile):
    report = hostile.report
    (line,) = json_lines([hostile])
    assert line.isascii()
    assert line.isprintable()
    assert "##" not in line
    assert json.loads(line)["student"] == report.student


# --- JUnit ------------------------------------------------------------------------------------------------------------

XUNIT2 = etree.XMLSchema(
    etree.XML(b"""
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:complexType name="said" mixed="true">
    <xs:attribute name="type" use="required"/><xs:attribute name="message"/>
  </xs:complexType>
  <xs:element name="testsuites"><xs:complexType><xs:sequence>
    <xs:element name="testsuite" maxOccurs="unbounded"><xs:complexType>
      <xs:sequence>
        <xs:element name="testcase" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
          <xs:choice minOccurs="0">
            <xs:element name="failure" type="said"/><xs:element name="error" type="said"/>
            <xs:element name="skipped" type="said"/>
          </xs:choice>
          <xs:attribute name="classname" use="required"/><xs:attribute name="name" use="required"/>
          <xs:attribute name="time" type="xs:decimal" use="required"/>
        </xs:complexType></xs:element>
        <xs:element name="system-err" type="xs:string" minOccurs="0"/>
      </xs:sequence>
      <xs:attribute name="name" use="required"/>
      <xs:attribute name="tests" type="xs:nonNegativeInteger" use="required"/>
      <xs:attribute name="failures" type="xs:nonNegativeInteger" use="required"/>
      <xs:attribute name="errors" type="xs:nonNegativeInteger" use="required"/>
      <xs:attribute name="skipped" type="xs:nonNegativeInteger" use="required"/>
      <xs:attribute name="time" type="xs:decimal" use="required"/>
    </xs:complexType></xs:element>
  </xs:sequence></xs:complexType></xs:element>
</xs:schema>""")
)
"""What readers of xunit2 agree on: these elements, in this order, with these attributes."""


def test_junit_says_what_the_report_says(graded):
    root = etree.fromstring(junit([graded]).encode())
    XUNIT2.assertValid(root)
    suite = root.find("testsuite")
    assert dict(suite.attrib) == {
        "name": "softmax/ann",
        "tests": "6",
        "failures": "1",
        "errors": "3",
        "skipped": "1",
        "time": "0",
    }
    failed = suite.find("testcase[@name='is_failed']/failure")
    assert (failed.get("message"), failed.get("type")) == ("It failed. Hint: Look again.", "failed")
    assert len(suite.find("testcase[@name='is_passed']")) == 0


def test_junit_holds_text_only(hostile):
    text = junit([hostile, hostile])
    assert all(line.lstrip().startswith("<") for line in text.splitlines())
    assert "##" not in text
    root = etree.fromstring(text.encode())
    XUNIT2.assertValid(root)
    assert {element.tag for element in root.iter()} == {
        *("testsuites", "testsuite", "testcase", "failure", "error", "skipped")
    }


# --- Gradescope -------------------------------------------------------------------------------------------------------

VISIBILITIES = {"hidden", "after_due_date", "after_published", "visible"}


def assert_results(text):
    content = json.loads(text)
    assert isinstance(content["execution_time"], int | float)
    assert content["visibility"] in VISIBILITIES
    assert content["stdout_visibility"] in VISIBILITIES
    assert content["output_format"] == "text"
    assert isinstance(content["output"], str)
    for test in content.get("tests", []):
        assert set(test) == {
            *("name", "number", "score", "max_score", "status", "output", "output_format", "tags", "visibility")
        }
        assert test["status"] in ("passed", "failed")
        assert 0 <= test["score"] <= test["max_score"]
        assert test["output_format"] == "text"
    return content


def test_gradescope_says_what_the_report_says(graded):
    content = assert_results(gradescope(graded, 1.25))
    assert (content["score"], content["execution_time"]) == (0.5, 1.25)
    assert [test["status"] for test in content["tests"]].count("passed") == 1
    assert content["tests"][1]["output"] == "It failed. Hint: Look again."
    assert "part 2" in content["output"]
    assert "Cell 4 ended with NameError" in content["output"]


def test_gradescope_gets_plain_text(hostile):
    text = gradescope(hostile, 0)
    assert "##" not in text
    assert_results(text)


def test_gradescope_is_told_what_went_wrong():
    assert assert_results(failure("No isolation here."))["output"] == "No isolation here."


# --- GitHub -----------------------------------------------------------------------------------------------------------

COMMAND = re.compile(r"::(error|warning|notice) file=[^,:\n]*(,line=\d+)?,title=[^,:\n]*::[^\n\r]*")


def test_annotations_name_file_line_and_cell(graded):
    lines = list(commands([graded]))
    assert lines[0] == (
        "::warning file=class/softmax/ann.ipynb,title=softmax/ann%3A cell 4 ended with NameError"
        "::name 'nump' is not defined"
    )
    assert lines[1] == (
        "::error file=class/softmax/ann.ipynb,line=120,title=softmax/ann%3A is_failed failed (code cell 5)"
        "::It failed. Hint: Look again."
    )
    assert len(lines) == 6


def test_annotations_are_one_command_a_line(hostile):
    for line in commands([hostile]):
        assert COMMAND.fullmatch(line), line
        assert "\n" not in line
        assert "\x1b" not in line
        line.encode()
    summary([hostile]).encode()


def test_what_could_not_be_graded_is_one_annotation(graded):
    broken = replace(
        graded, report=replace(graded.report, status=Status.NOT_GRADABLE, message="It is empty.", cells=())
    )
    assert list(commands([broken])) == [
        "::warning file=class/softmax/ann.ipynb,title=softmax/ann needs a person::It is empty."
    ]
    assert "not run" not in summary([broken])


def test_many_annotations_are_bounded(graded):
    lines = list(commands([graded] * 20))
    assert len(lines) == ANNOTATIONS_MAX + 1
    assert lines[-1] == "::notice::70 more annotations are in the job summary."


def test_the_summary_is_a_table_and_a_list(graded):
    text = summary([graded])
    assert "| softmax/ann | graded | 0.5 | 3 |" in text
    assert "- **Softmax**, is\\_failed failed (−0.5): It failed\\. Hint\\: Look again\\." in text


def test_the_summary_has_a_bound(graded):
    text = summary([graded] * 3000)
    assert len(text.encode()) <= SUMMARY_BYTES_MAX
    assert "The rest is left out" in text


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        self.found.append(tag)


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_is_text_only(text):
    shown = markdown(text)
    parser = Tags()
    parser.feed(shown)
    assert not parser.found
    assert not re.search(r"(?<!\\)[\[\]`*|@!:]", shown)
    assert "\n" not in shown


def test_classroom_reads_its_result(graded):
    content = json.loads(base64.b64decode(classroom([graded])))
    assert (content["version"], content["status"], content["max_score"]) == (1, "fail", 3)
    assert [each["status"] for each in content["tests"]] == ["pass", "fail", "error", "error", "error", "error"]
    assert content["tests"][1]["line_no"] == 120
    assert content["tests"][1]["message"] == "It failed. Hint: Look again."


def test_classroom_is_told_of_what_was_not_graded(hostile):
    assert json.loads(base64.b64decode(classroom([hostile])))["status"] == "error"


@pytest.mark.parametrize(("count", "entries"), [(30, 180), (1_000, 1_000), (20_000, 0)])
def test_a_result_never_grows_larger_than_github_takes(graded, count, entries):
    told = classroom([graded] * count)
    assert len(told) <= RESULT_CHARACTERS_MAX
    content = json.loads(base64.b64decode(told))
    assert (content["status"], content["max_score"], len(content["tests"])) == ("fail", 3 * count, entries)
    if entries:
        assert sum(test["score"] for test in content["tests"]) == 0.5 * count
