"""The page as a person finds it: opened in headless Chromium."""

import re
import shutil
import subprocess
from html.parser import HTMLParser

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
         "--disable-background-networking", "--disable-component-update", "--hide-scrollbars")


def chromium(profile, page, *options):
    """Opens a page with a fresh profile; what Chromium prints."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    command = [CHROMIUM, *FLAGS, f"--user-data-dir={profile}", *options, page.as_uri()]
    return subprocess.run(command, capture_output=True, timeout=120, check=True).stdout.decode("utf-8")


class Page(HTMLParser):
    """The elements of a page: headings, text, tables, images, links."""

    def __init__(self, text):
        super().__init__()
        self.headings, self.rows, self.images, self.links, self.ids, self.tags = [], [], [], [], [], []
        self.attributes, self.captions, self.open = [], [], []
        self.words = {}
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.tags.append(tag)
        self.attributes.append((tag, values))
        if "id" in values:
            self.ids.append(values["id"])
            self.words[values["id"]] = ""
        if tag in ("h1", "h2", "h3", "h4"):
            self.headings.append([int(tag[1]), ""])
        elif tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
        elif tag == "svg":
            self.images.append(values)
        elif tag == "a":
            self.links.append(values["href"])
        if tag not in ("meta", "br", "link", "img"):
            self.open.append((tag, values.get("id")))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, text):
        tags = [tag for tag, _ in self.open]
        for _, name in self.open:
            if name:
                self.words[name] += text
        if tags and tags[-1] in ("h1", "h2", "h3", "h4"):
            self.headings[-1][1] += text
        if "td" in tags or "th" in tags:
            self.rows[-1][-1] += text


@pytest.fixture(scope="module")
def opened(example_report, tmp_path_factory):
    """The example's page after Chromium has read it."""
    return Page(chromium(tmp_path_factory.mktemp("profile"), example_report.out / "board.html", "--dump-dom"))


def test_headings_are_there_and_in_order(opened):
    levels = [level for level, _ in opened.headings]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:]))
    names = [text for _, text in opened.headings]
    for name in ("IT and six departments", "Promises kept", "Open tickets", "Tickets on one person each",
                 "The load of both sides", "Promises", "Who really missed?", "Quota and queue",
                 "Who needs a second person", "What was read", "Population, purpose and retention"):
        assert name in names


def test_the_page_has_a_language_a_title_and_landmarks(opened):
    assert dict(opened.attributes)["html"]["lang"] == "en"
    for tag in ("title", "header", "nav", "main", "footer"):
        assert tag in opened.tags


def test_every_link_leads_somewhere_on_the_page_and_no_id_occurs_twice(opened):
    assert opened.links and all(link.startswith("#") and link[1:] in opened.ids for link in opened.links)
    assert len(opened.ids) == len(set(opened.ids))


def test_every_chart_is_one_image_with_a_title_and_a_description(opened):
    assert len(opened.images) in (16, 18, 20)  # eight charts or, where teams are large enough, ten; wide and narrow
    for image in opened.images:
        assert image["role"] == "img"
        title, description = image["aria-labelledby"].split()
        assert opened.words[title].strip() and opened.words[description].strip()


def test_every_table_has_a_caption_and_header_cells(opened):
    assert opened.tags.count("table") == opened.tags.count("caption") == opened.tags.count("thead") > 10
    for tag, attributes in opened.attributes:
        if tag == "th":
            assert attributes["scope"] in ("col", "row")


def test_every_row_of_every_table_begins_with_its_header(opened):
    cells = [(tag, values) for tag, values in opened.attributes if tag in ("tr", "td", "th", "thead", "tbody")]
    in_body = False
    for (tag, _), (first, values) in zip(cells, cells[1:]):
        in_body = {"thead": False, "tbody": True}.get(tag, in_body)
        if tag == "tr" and in_body and "colspan" not in values:
            assert (first, values.get("scope")) == ("th", "row")


def test_the_descriptions_of_the_load_carry_its_figures(opened, example_report, rows_of):
    rows = rows_of(example_report.out / "load_by_department.csv")
    for name, column, total in (("load-wide-desc", "arrived", True), ("load-department-wide-desc", "arrived", False)):
        words = opened.words[name]
        for row in rows:
            if row["week"] != "all weeks" and (row["department"] == "all departments") is total:
                assert row[column] in words
        assert len([word for word in words.replace(";", " ").replace(",", " ").split() if word.isdigit()]) >= 13


def test_what_stands_in_the_tables_stands_on_the_page(opened, example_report, rows_of):
    shown = [[cell.replace(",", "") for cell in row] for row in opened.rows]
    for row in rows_of(example_report.out / "compliance.csv"):
        assert any(cells[:2] == [row["target"], row["priority"]] and cells[3:5] == [row["population"], row["met"]]
                   for cells in shown)
    for row in rows_of(example_report.out / "next.csv"):
        expected = [row[name].replace(",", "") for name in ("ticket_id", "place", "department", "rule", "due_at", "runner_up")]
        assert any(cells[:6] == expected for cells in shown)
    for row in rows_of(example_report.out / "balances.csv"):
        assert list(row.values()) in shown


def test_the_three_numbers_are_those_of_the_tables(opened, example_report, rows_of):
    text = (example_report.out / "board.html").read_text(encoding="utf-8")
    numbers = re.findall(r'<p class="number">([^<]*)</p>', text)
    total = rows_of(example_report.out / "compliance.csv")[-1]
    assert numbers[0] == f"{100 * float(total['share_met']):.1f} %"
    assert len(numbers) == 3 and all(numbers)


def test_the_page_loads_nothing_and_runs_nothing(example_report):
    text = (example_report.out / "board.html").read_text(encoding="utf-8")
    assert "<script" not in text and "javascript:" not in text and not re.search(r"\son[a-z]+=", text)
    outside = set(re.findall(r"""(?:https?:)?//[^\s"'<>)]+""", text))
    assert outside <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert not re.search(r"@import|url\((?!#)|<link|<img|<iframe|<object", text)
    assert "default-src 'none'" in text


@pytest.mark.parametrize("width", [360, 595, 1280])
def test_nothing_sticks_out_sideways_and_nothing_is_fetched(example_report, tmp_path, width):
    assert measure(tmp_path, _without_policy(example_report), width) == (width, 0)


def test_the_measurement_above_would_see_a_wide_page_and_a_fetch(example_report, tmp_path):
    text = _without_policy(example_report).replace(
        "<main", '<p style="width: 2000px">wide</p><img src="http://127.0.0.1:9/nowhere.png" alt=""><main')
    width, fetched = measure(tmp_path, text, 360)
    assert width > 360 and fetched == 1


def measure(folder, text, width):
    """Width of the content of a page in a frame of `width`, and how many resources it fetched. The script that measures
    stands beside the page, not in it."""
    page = folder / "measure.html"
    page.write_text(f"""<!DOCTYPE html><iframe id="f" width="{width}" height="800" style="border:0"
        srcdoc="{_attribute(text)}"></iframe><p id="answer"></p><script>
        f.onload = () => {{ answer.textContent = 'measured ' + f.contentDocument.documentElement.scrollWidth + ' '
        + f.contentWindow.performance.getEntriesByType('resource').length; }}</script>""", encoding="utf-8")
    found = re.search(r"measured (\d+) (\d+)<",
                      chromium(folder / "profile", page, "--virtual-time-budget=5000", "--dump-dom"))
    return int(found[1]), int(found[2])


def _without_policy(report):
    return re.sub(r"<meta http-equiv[^>]*>", "", (report.out / "board.html").read_text(encoding="utf-8"))


def _attribute(text):
    return text.replace("&", "&amp;").replace('"', "&quot;")


def test_it_prints_on_a4_with_every_section_and_every_table(example_report, rows_of, tmp_path):
    pdf, to_text = tmp_path / "board.pdf", shutil.which("pdftotext")
    chromium(tmp_path / "profile", example_report.out / "board.html", f"--print-to-pdf={pdf}", "--no-pdf-header-footer")
    assert pdf.read_bytes().startswith(b"%PDF")
    if to_text is None:
        pytest.skip("pdftotext is not installed")
    words = subprocess.run([to_text, "-layout", pdf, "-"], capture_output=True, check=True).stdout.decode("utf-8")
    for heading in ("Promises kept", "The load of both sides", "Who really missed?", "Quota and queue",
                    "Who needs a second person", "Population, purpose and retention"):
        assert heading in words
    assert 3 <= words.count("\f") <= 15
    for row in rows_of(example_report.out / "backlog.csv"):  # folded on the screen, unfolded on paper
        assert re.search(rf"{row['day']}\s+({row['open_tickets']}|small cell)\b", words), row
    for row in rows_of(example_report.out / "compliance_by_department.csv"):
        assert re.search(rf"{row['department']}\s+{int(row['population']):,}\b", words), row


def contrast(one, other):
    def luminance(color):
        parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_text_and_charts_have_enough_contrast(example_report):
    """WCAG 2.1: 4.5 to 1 for text, 3 to 1 for what a chart is made of."""
    from entente.report import chart
    style = (example_report.out / "board.html").read_text(encoding="utf-8")
    colors = dict(re.findall(r"--(ink|quiet|paper|accent): (#[0-9a-f]{6})", style))
    for name in ("ink", "quiet", "accent"):
        assert contrast(colors[name], colors["paper"]) >= 4.5
        assert contrast(colors[name], "#ffffff") >= 4.5
    for color in (chart.INK, chart.QUIET):
        assert contrast(color, colors["paper"]) >= 4.5
    for color in (chart.KEPT, chart.MISSED, chart.RUNNING, chart.PAUSED, chart.DEMAND, chart.SUPPLY, chart.HIDDEN, *chart.CAUSES):
        assert contrast(color, colors["paper"]) >= 3, color
