"""One chart as inline SVG, drawn by Vega-Lite inside this process: no browser, no network, no script in the page.

Each chart is drawn twice, for a wide page and for a narrow one; the style sheet shows one of them. A drawing is one
image to a screen reader, with a title and a description; the figures themselves are in the table beside it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import vl_convert
from markupsafe import Markup, escape

INK, QUIET, LINE = "#22303c", "#5c6b78", "#d9dfe4"
KEPT, MISSED, RUNNING, PAUSED = "#1f7a70", "#b8452c", "#a56a00", "#7f8b96"
HIDDEN = "#8d7f6a"  # what small cells take of a bar
DEMAND, SUPPLY = "#35579c", "#1f7a70"
CAUSES = ("#7f8b96", "#7a5aa6", "#35579c", "#a56a00", "#b8452c")
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
WIDE, NARROW = 920, 328

CONFIG = {
    "aria": False, "background": None, "font": FONT, "view": {"stroke": None},
    "axis": {"labelColor": QUIET, "titleColor": QUIET, "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal",
             "domainColor": LINE, "tickColor": LINE, "gridColor": LINE, "labelLimit": 230, "titlePadding": 10},
    "axisY": {"domain": False, "ticks": False, "labelPadding": 8},
    "legend": {"orient": "top", "title": None, "labelColor": INK, "labelFontSize": 12, "symbolType": "square",
               "symbolStrokeWidth": 0, "labelLimit": 260, "columnPadding": 18, "offset": 12},
    "header": {"labelColor": INK, "labelFontSize": 12, "labelFontWeight": "bold", "labelFontStyle": "normal", "labelAnchor": "start", "title": None},
    "bar": {"cornerRadius": 0}, "line": {"strokeWidth": 2}, "text": {"fontSize": 12, "color": INK},
}


@dataclass(frozen=True)
class Chart:
    """A chart and what it says in words."""

    name: str         # unique on the page
    title: str
    description: str
    wide: Markup
    narrow: Markup


def draw(name: str, title: str, description: str, spec: Callable[[int], dict[str, Any]]) -> Chart:
    """Draws a Vega-Lite specification; `spec` gives it for a width in pixels."""
    wide, narrow = (_svg(f"{name}-{label}", title, description, spec(width))
                    for label, width in (("wide", WIDE), ("narrow", NARROW)))
    return Chart(name, title, description, wide, narrow)


def _svg(name: str, title: str, description: str, spec: dict[str, Any]) -> Markup:
    document = {"$schema": "https://vega.github.io/schema/vega-lite/v5.json", "config": CONFIG,
                "autosize": {"type": "fit-x", "contains": "padding"}, **spec}
    text = vl_convert.vegalite_to_svg(document, vl_version="5.20", allowed_base_urls=[])
    end = text.index(">") + 1  # of the <svg ...> that is replaced
    opening, body = text[:end], text[end:]
    width, height = (re.findall(rf'\b{side}="([0-9.]+)"', opening)[0] for side in ("width", "height"))
    body = re.sub(r'\b(id="|url\(#|href="#)', rf"\g<1>{name}-", body)
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{0}-title {0}-desc" viewBox="0 0 {1} {2}" '
        'width="{1}" height="{2}"><title id="{0}-title">{3}</title><desc id="{0}-desc">{4}</desc>{5}').format(
            name, width, height, escape(title), escape(description), Markup(body))
