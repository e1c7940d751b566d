"""The page as a person finds it: opened in headless Chromium, wide and narrow."""

import re
import shutil
import subprocess

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
         "--disable-background-networking", "--disable-component-update", "--hide-scrollbars")


def opened(tmp_path, page, width, *options):
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    command = [CHROMIUM, *FLAGS, f"--user-data-dir={tmp_path / 'profile'}", f"--window-size={width},2000", *options, page.as_uri()]
    return subprocess.run(command, capture_output=True, timeout=120, check=True).stdout.decode("utf-8")


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_is_wider_than_the_window(tmp_path, uci_stakeholders, width):
    """A copy of the page with a line of script that measures it in a frame of that width."""
    frame = tmp_path / "frame.html"
    text = uci_stakeholders.page.replace("default-src 'none'; style-src 'unsafe-inline'", "").replace(
        "</body>", "<script>document.title = [document.documentElement.scrollWidth, innerWidth].join()</script></body>")
    (tmp_path / "copy.html").write_text(text, encoding="utf-8")
    frame.write_text(f'<iframe src="copy.html" style="border:0;width:{width}px;height:2000px" '
                     'onload="document.body.append(contentDocument.title)"></iframe>', encoding="utf-8")
    dom = opened(tmp_path, frame, max(width, 600), "--allow-file-access-from-files", "--virtual-time-budget=3000", "--dump-dom")
    found = re.search(r"(\d+),(\d+)</body>", dom)
    assert found and int(found[1]) <= int(found[2]) == width, dom[-200:]


def test_the_page_is_self_contained(uci_stakeholders):
    page = uci_stakeholders.page
    assert "<script" not in page and "default-src 'none'" in page
    assert not re.findall(r'(?:src|href)="(?!#)[^"]*"', page.replace("http://www.w3.org", ""))


def test_the_map_says_what_is_shown_and_what_is_left_out(uci_stakeholders):
    requests = uci_stakeholders.table("requests")
    words = re.search(r"(\d+) of ([\d,]+) relations of departments with support groups, the strongest, (\d+) % of their tickets, and "
                      r"the (\d+) strongest pairs of support groups by hand-overs\. (\d+) of ([\d,]+) support groups are drawn\.",
                      uci_stakeholders.page)
    shown, of, share, handed, groups, every = (int(word.replace(",", "")) for word in words.groups())
    assert of == len(requests) and every == len({row["support_group"] for row in requests}) == 70
    assert shown < of / 4 and handed <= 14 and groups < every / 2, "a hairball"
    strongest = sorted((int(row["tickets"]) for row in requests), reverse=True)
    assert sum(strongest[:24]) <= share / 100 * 1.01 * sum(strongest) + sum(strongest) / 100
    assert "13 support groups where a second person is missing" in uci_stakeholders.page


def test_each_picture_has_a_title_and_words_for_who_cannot_see_it(uci_stakeholders):
    pictures = re.findall(r'<svg [^>]*role="img"[^>]*>.*?</desc>', uci_stakeholders.page, re.S)
    assert len(pictures) >= 8  # each wide and narrow
    for picture in pictures:
        assert re.search(r"<title[^>]*>[^<]{5,}</title><desc[^>]*>[^<]{20,}</desc>", picture)


def test_links_lead_to_sections(uci_stakeholders):
    for target in re.findall(r'href="#([^"]+)"', uci_stakeholders.page):
        assert f'id="{target}"' in uci_stakeholders.page
