"""Programmes of a fictional region, set by Typst in one design after the other, each with its truth."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import typst

from extract.reports.names.heading_names import squeeze


@dataclass(frozen=True)
class Measure:
    """One project as written."""

    number: str
    title: str
    lead: str
    values: dict[str, str]


@dataclass(frozen=True)
class Programme:
    """Action fields with their projects."""

    fields: dict[str, Sequence[Measure]]

    @property
    def measures(self) -> list[tuple[str, Measure]]:
        return [(name, measure) for name, measures in self.fields.items() for measure in measures]


_LONG = (
    "Entlang der Uferstraße fehlt bislang ein durchgehender Weg, der auch bei Hochwasser befahrbar bleibt. "
    "Die Arbeitsgruppe hat im Frühjahr 2023 drei Varianten geprüft und sich für die Führung über den alten "
    "Bahndamm entschieden, weil sie ohne Eingriffe in den Auwald auskommt. Für die Brücke über die Lohme "
    "liegt "
    "ein Gutachten vor, das Kosten von 1,2 Mio. Euro nennt."
)
_OTHER = (
    "Das Quartier am Hang wird heute mit Öl und Gas beheizt. Eine Umfrage unter den Haushalten ergab, "
    "dass zwei "
    "Drittel der Eigentümerinnen und Eigentümer an einen gemeinsamen Anschluss denken. Die Genossenschaft "
    "hat im "
    "Mai 2024 einen Antrag über 340.000 Euro gestellt."
)
_THIRD = (
    "In den Ortsteilen gibt es kaum noch Läden. Ein fahrender Markt soll die Lücke schließen und zugleich "
    "Auskünfte der Verwaltung anbieten. Der Wagen fährt seit dem 3. März 2025 an vier Tagen in der Woche."
)

_SECOND = "Dazu hat der Beirat im Sommer einen Vorschlag gemacht, der nun geprüft wird."

PROGRAMME = Programme(
    {
        "Verkehr und Wege": [
            Measure(
                "M 1.1",
                "Uferweg von Lohmau bis zur Mühle",
                _LONG,
                {
                    "Zuständig": "Tiefbauamt Lohmau",
                    "Laufzeit": "2023 bis 2026",
                    "Kosten": "1,4 Mio. Euro",
                    "Nächste Schritte": "Die Ausschreibung der Brücke folgt im Herbst 2025.",
                },
            ),
            Measure(
                "M 1.2",
                "Rufbus für die Höhendörfer",
                _THIRD,
                {
                    "Zuständig": "Kreisverkehr Seenland GmbH",
                    "Laufzeit": "ab 2024",
                    "Kosten": "210.000 Euro im Jahr",
                    "Nächste Schritte": "Zwei weitere Linien werden bis Ende 2026 eingerichtet.",
                },
            ),
            Measure(
                "M 1.3",
                "Abstellanlagen an den Haltepunkten der Seenbahn",
                _OTHER,
                {
                    "Zuständig": "Zweckverband Seenbahn",
                    "Laufzeit": "2025",
                    "Kosten": "88.500 Euro",
                    "Nächste Schritte": "Der Rat entscheidet am 12.11.2025 über den Standort Nord.",
                },
            ),
        ],
        "Wärme und Gebäude": [
            Measure(
                "M 2.1",
                "Nahwärme am Hang",
                _OTHER,
                {
                    "Zuständig": "Genossenschaft Hangwärme eG",
                    "Laufzeit": "2024 bis 2028",
                    "Kosten": "3,9 Mio. Euro",
                    "Nächste Schritte": "Die Leitungen werden ab April 2026 verlegt.",
                },
            ),
            Measure(
                "M 2.2",
                "Sanierung der Grundschule Altenfels",
                _LONG,
                {
                    "Zuständig": "Hochbauamt",
                    "Laufzeit": "2022 bis 2025",
                    "Kosten": "6.150.000 Euro",
                    "Nächste Schritte": "Der zweite Bauabschnitt endet im August 2025.",
                },
            ),
            Measure(
                "M 2.3",
                "Beratung für Eigenheime",
                _THIRD,
                {
                    "Zuständig": "Energieagentur Seenland",
                    "Laufzeit": "fortlaufend",
                    "Kosten": "45.000 Euro",
                    "Nächste Schritte": "Im Winter 2025/2026 finden acht Abende statt.",
                },
            ),
        ],
    }
)


@dataclass(frozen=True)
class Design:
    """How a programme is set."""

    name: str
    page: str = 'paper: "a4", margin: 2.2cm, numbering: "1"'
    text: str = 'font: "Libertinus Serif", size: 10.5pt, lang: "de", hyphenate: true'
    setup: str = "#set par(justify: true)"
    above: Callable[[int, str], str] = lambda number, name: f"= {name}\n"
    title: Callable[[Measure, int], str] = lambda measure, number: f"== {measure.number} {measure.title}\n"
    body: Callable[[Measure], str] = lambda measure: ""
    opening: str = ""
    lead: bool = True
    numbers: Callable[[Measure, int], str | None] = lambda measure, number: measure.number
    fields: Callable[[int, str], str | None] = lambda number, name: name
    titles: Callable[[Measure], str] = lambda measure: measure.title
    closing: str = ""
    extra: str = ""
    """Letters that stand in each chapter beside what is asked for."""
    printed: Callable[[str], str] = lambda label: label
    """A label as the design prints it."""
    labels: bool = True
    """Whether its values are labelled."""

    def source(self, programme: Programme) -> str:
        parts = [f"#set page({self.page})", f"#set text({self.text})", self.setup, self.opening]
        count = 0
        for number, (name, measures) in enumerate(programme.fields.items(), start=1):
            parts.append(self.above(number, name))
            for measure in measures:
                count += 1
                parts.append(self.title(measure, count))
                parts.append(self.body(measure))
        return "\n".join([*parts, self.closing])


def written(path: Path, source: str) -> Path:
    """The PDF of a Typst source."""
    typst_file = path.with_suffix(".typ")
    typst_file.write_text(source, encoding="utf-8")
    typst.compile(str(typst_file), output=str(path))
    return path


def run_in(measure: Measure, *, mark: str = "*", colon: str = ":") -> str:
    lines = [f"{measure.lead}\n"]
    lines += [f"{mark}{label}{colon}{mark} {value}\n" for label, value in measure.values.items()]
    return "\n".join(lines)


def plain_lines(measure: Measure) -> str:
    values = " \\\n".join(f"{label}: {value}" for label, value in measure.values.items())
    return f"{measure.lead}\n\n{values}\n"


def listed(measure: Measure) -> str:
    return (
        f"{measure.lead}\n\n"
        + "\n".join(f"- {label}: {value}" for label, value in measure.values.items())
        + "\n"
    )


def sub_headed(measure: Measure) -> str:
    return f"{measure.lead}\n\n" + "\n".join(
        f"=== {label}\n{value}\n" for label, value in measure.values.items()
    )


def hanging(measure: Measure) -> str:
    cells = "".join(f"[*{label}*], [{value}],\n" for label, value in measure.values.items())
    return f"{measure.lead}\n\n#grid(columns: (3.4cm, 1fr), row-gutter: 0.7em,\n{cells})\n"


def hanging_all(measure: Measure) -> str:
    cells = "".join(
        f"[*{label}*], [{value}],\n"
        for label, value in {"Beschreibung": measure.lead, **measure.values}.items()
    )
    return f"#grid(columns: (3.4cm, 1fr), row-gutter: 0.7em, column-gutter: 1em,\n{cells})\n"


def one_line(measure: Measure) -> str:
    values = measure.values
    return (
        f"Zuständig: {values['Zuständig']} #h(2em) Laufzeit: {values['Laufzeit']}\n\n{measure.lead}\n\n"
        f"*Kosten:* {values['Kosten']} *Nächste Schritte:* {values['Nächste Schritte']}\n"
    )


def boxed(measure: Measure) -> str:
    inner = "\n\n".join(f"*{label}* \\\n{value}" for label, value in list(measure.values.items())[:3])
    return (
        f'{measure.lead}\n\n#block(fill: rgb("#e4eef5"), inset: 8pt, width: 60%)[{inner}]\n\n'
        f"*Nächste Schritte:* {measure.values['Nächste Schritte']}\n"
    )


def label_table(measure: Measure) -> str:
    cells = "".join(f"[{label}], [{value}],\n" for label, value in measure.values.items())
    return f"{measure.lead}\n\n#table(columns: (4cm, 1fr),\n{cells})\n"


def label_table_of_all(measure: Measure) -> str:
    return label_table(Measure("", "", "", {"Beschreibung": measure.lead, **measure.values}))


def label_table_of_pairs(measure: Measure) -> str:
    values = list(measure.values.items())
    cells = "".join(f"[*{label}*], [{value}],\n" for label, value in values)
    return f"{measure.lead}\n\n#table(columns: (3.6cm, 1fr, 3.6cm, 1fr),\n{cells})\n"


def label_line(measure: Measure) -> str:
    """Short values behind each other in one line."""
    values = measure.values
    return (
        f"*Zuständig:* {values['Zuständig']} | *Laufzeit:* {values['Laufzeit']} | "
        f"*Kosten:* {values['Kosten']}\n\n"
        f"{measure.lead}\n\n*Nächste Schritte:* {values['Nächste Schritte']}\n"
    )


def label_above(measure: Measure, *, colon: str = "") -> str:
    return f"{measure.lead}\n\n" + "\n".join(
        f"*{label}{colon}* \\\n{value}\n" for label, value in measure.values.items()
    )


def labels_first(measure: Measure) -> str:
    """Labels, each in a paragraph of its own, with running text between short values and the last."""
    values = list(measure.values.items())
    lines = [f"*{label}:* {value}\n" for label, value in values[:3]]
    return "\n".join([*lines, f"{measure.lead}\n", f"*{values[3][0]}:* {values[3][1]}\n"])


def status_line(measure: Measure) -> str:
    """Two short values in one line of smaller print, then running text."""
    values = list(measure.values.items())
    row = " #h(1fr) ".join(f"{label}: {value}" for label, value in (values[1], values[0]))
    rest = "\n\n".join(f"*{label}:* {value}" for label, value in values[2:])
    return f"#text(size: 9pt)[{row}]\n\n{measure.lead}\n\n{rest}\n"


def between_semicolons(measure: Measure) -> str:
    values = "; ".join(f"_{label}:_ {value}" for label, value in measure.values.items())
    return f"{measure.lead}\n\n{values}\n"


def in_margin(measure: Measure) -> str:
    """Labels and values in small print beside the beginning of the text."""
    notes = " \\\n".join(f"*{label}* \\\n{value}" for label, value in list(measure.values.items())[:3])
    return (
        f"#place(dx: -5cm, box(width: 4.4cm, text(size: 8.5pt)[#set par(justify: false)\n{notes}]))\n"
        f"{measure.lead}\n\n*Nächste Schritte:* {measure.values['Nächste Schritte']}\n\n#v(3em)\n"
    )


def box_beside(measure: Measure) -> str:
    """A tinted box right of the text with labels above their values."""
    values = list(measure.values.items())
    inner = " \\\n".join(f"*{label}* \\\n{value}" for label, value in values[:3])
    text = f"text(size: 9pt)[#set par(justify: false)\n{inner}]"
    box = f'box(width: 5.5cm, fill: rgb("#e4eef5"), inset: 6pt, {text})'
    return (
        f"#place(right, dx: 6.2cm, {box})\n{measure.lead}\n\n"
        f"*Nächste Schritte:* {measure.values['Nächste Schritte']}\n#v(3em)\n"
    )


def footnoted(measure: Measure) -> str:
    first, rest = measure.lead.split(". ", 1)
    return f"{first}.#footnote[Siehe den Bericht vom 4. Mai 2022.] {rest}\n\n" + run_in(
        Measure(measure.number, measure.title, "", measure.values)
    )


_BEFORE = f"= Einleitung\n== Anlass\n{_THIRD}\n== Weg zum Programm\n{_LONG}\n\n{_OTHER}\n"
_AFTER = f"= Mittel und Wege\n== Haushalt\n{_OTHER}\n\n{_THIRD}\n== Fortschreibung\n{_LONG}\n"
_SPREAD = 'paper: "a4", flipped: true, margin: (x: 2cm, y: 1.8cm), columns: 2'
_COLUMNS = 'paper: "a4", margin: 2cm, columns: 2, numbering: "1"'
_RUNNING = (
    'paper: "a5", margin: (x: 1.8cm, y: 2.2cm), header: context { let here = query(heading.where(level: 1)'
    ".before(here())); text(size: 8pt, if here.len() > 0 { here.last().body } else [Seenland]) }, "
    "footer: align(center, context text(size: 8pt, counter(page).display()))"
)
_FLAT = "#show heading: set text(size: 10.5pt)\n#set par(justify: true)\n"


def _plain_field(number: int, name: str) -> str:
    return f"#v(1em)\n#text(size: 17pt)[{name}]\n\n"


DESIGNS = [
    Design("run-in", body=run_in),
    Design("plain-lines", body=plain_lines),
    Design("sub-headed", body=sub_headed),
    Design("listed", body=listed),
    Design("columns", page=_COLUMNS, body=run_in),
    Design("columns-plain", page=_COLUMNS, body=plain_lines),
    Design("running-heads", page=_RUNNING, body=run_in),
    Design("hanging", body=hanging),
    Design("hanging-all", body=hanging_all),
    Design("boxed", body=boxed),
    Design("one-line", body=one_line),
    Design(
        "contents",
        opening='#outline(title: "Inhalt")\n#pagebreak()\n',
        body=run_in,
    ),
    Design(
        "worded",
        title=lambda measure, number: f"== Maßnahme {number}: {measure.title}\n",
        numbers=lambda measure, number: str(number),
        body=plain_lines,
    ),
    Design(
        "plain-titles",
        title=lambda measure, number: f"== {measure.title}\n",
        numbers=lambda measure, number: None,
        body=sub_headed,
    ),
    Design(
        "colour-only",
        setup=_FLAT + '#show heading.where(level: 2): set text(weight: "regular", fill: rgb("#b03010"))',
        above=_plain_field,
        body=run_in,
    ),
    Design(
        "weight-only",
        setup=_FLAT,
        above=lambda number, name: f"= {number} {name}\n",
        fields=lambda number, name: f"{number} {name}",
        title=lambda measure, number: f"== {measure.number[2:]} {measure.title}\n",
        numbers=lambda measure, number: measure.number[2:],
        body=plain_lines,
    ),
    Design(
        "capitals",
        setup=_FLAT
        + '#show heading.where(level: 2): it => block(above: 1.6em, text(weight: "regular", upper(it.body)))',
        title=lambda measure, number: f"== {measure.title}\n",
        numbers=lambda measure, number: None,
        above=_plain_field,
        body=run_in,
    ),
    Design(
        "codes",
        title=lambda measure, number: f"== KS-{number:02d} {measure.title}\n",
        numbers=lambda measure, number: f"KS-{number:02d}",
        body=run_in,
    ),
    Design(
        "kicker",
        title=lambda measure, number: (
            f'#v(1em)\n#text(size: 9pt, fill: rgb("#555555"))[{measure.number}]\n\n== {measure.title}\n'
        ),
        body=run_in,
    ),
    Design(
        "kicker-worded",
        title=lambda measure, number: (
            f'#v(1em)\n#text(size: 12pt, weight: "bold", fill: rgb("#805000"))[Maßnahme {number}]\n\n'
            f"== {measure.title}\n"
        ),
        numbers=lambda measure, number: str(number),
        body=plain_lines,
    ),
    Design("spread", page=_SPREAD, body=plain_lines),
    Design("label-table", body=label_table),
    Design("label-table-of-all", setup="", body=label_table_of_all),
    Design("label-table-two-pairs", setup="", body=label_table_of_pairs),
    Design("no-colon", body=lambda measure: run_in(measure, colon="")),
    Design("italic", body=lambda measure: run_in(measure, mark="_")),
    Design("label-above", body=label_above),
    Design("label-above-colon", body=lambda measure: label_above(measure, colon=":")),
    Design(
        "bars",
        title=lambda measure, number: (
            '#block(fill: rgb("#20507a"), width: 100%, inset: 6pt, above: 1.6em,'
            f' text(fill: white, weight: "bold", size: 12pt)[{measure.number} {measure.title}])\n'
        ),
        body=run_in,
    ),
    Design(
        "third-level",
        opening="= 4 Maßnahmenkatalog\n",
        above=lambda number, name: f"== 4.{number} {name}\n",
        fields=lambda number, name: f"4.{number} {name}",
        title=lambda measure, number: f"=== 4.{measure.number[2:]} {measure.title}\n",
        numbers=lambda measure, number: f"4.{measure.number[2:]}",
        body=run_in,
    ),
    Design(
        "imprint",
        closing="=== Impressum\nStadt Lohmau, Marktplatz 1, Stand: 4. Mai 2025\n",
        body=sub_headed,
    ),
    Design("between-chapters", opening=_BEFORE, closing=_AFTER, body=run_in),
    Design(
        "between-chapters-numbered",
        opening=_BEFORE.replace("= Einl", "= 1 Einl").replace("== A", "== 1.1 A").replace("== W", "== 1.2 W"),
        closing=_AFTER.replace("= Mittel", "= 4 Mittel")
        .replace("== H", "== 4.1 H")
        .replace("== F", "== 4.2 F"),
        above=lambda number, name: f"= {number + 1} {name}\n",
        fields=lambda number, name: f"{number + 1} {name}",
        title=lambda measure, number: (
            f"== {int(measure.number[2]) + 1}{measure.number[3:]} {measure.title}\n"
        ),
        numbers=lambda measure, number: f"{int(measure.number[2]) + 1}{measure.number[3:]}",
        body=plain_lines,
    ),
    Design("one-level", body=lambda measure: sub_headed(measure).replace("===", "==")),
    Design(
        "number-at-the-right",
        title=lambda measure, number: f"== {measure.title} #h(1fr) {measure.number}\n",
        body=run_in,
    ),
    Design("hanging-plain", setup="", body=lambda measure: hanging(measure).replace("*", "")),
    Design("hanging-narrow", setup="", body=lambda measure: hanging(measure).replace("3.4cm", "2cm")),
    Design(
        "quotations",
        setup="#show heading.where(level: 2): set text(size: 12pt)\n#set par(justify: true)",
        body=lambda measure: (
            f'{measure.lead}\n\n#align(center, text(size: 15pt, style: "italic")'
            f"[Wir fangen heute an und hören nicht morgen schon wieder auf.])\n\n"
            + run_in(Measure("", "", "", measure.values))
        ),
        extra="wirfangenheuteanundhörennichtmorgenschonwiederauf",
    ),
    Design("label-line", body=lambda measure: label_line(measure)),
    Design(
        "wide-titles",
        title=lambda measure, number: (
            f"== {measure.number} {measure.title} und alle weiteren Wege, die dazu im Gebiet der Stadt "
            "und der umliegenden Gemeinden nötig sind\n"
        ),
        titles=lambda measure: (
            f"{measure.title} und alle weiteren Wege, die dazu im Gebiet der Stadt und der umliegenden "
            "Gemeinden nötig sind"
        ),
        page=_COLUMNS,
        body=run_in,
    ),
    Design("footnotes", setup="#set super(typographic: false)", body=footnoted),
    Design(
        "without-labels",
        above=lambda number, name: f"= Projekte im Feld {name}\n",
        fields=lambda number, name: f"Projekte im Feld {name}",
        title=lambda measure, number: f"== {measure.title}\n",
        numbers=lambda measure, number: None,
        body=lambda measure: f"{measure.lead}\n\n" + "\n\n".join(measure.values.values()) + "\n",
        labels=False,
    ),
    Design("unjustified", setup="", text='font: "DejaVu Sans", size: 9pt, lang: "de"', body=run_in),
    Design(
        "sans-columns",
        page=_COLUMNS,
        setup="",
        text='font: "DejaVu Sans", size: 8pt, lang: "de"',
        body=sub_headed,
    ),
    Design(
        "no-fields",
        above=lambda number, name: "",
        fields=lambda number, name: None,
        body=plain_lines,
    ),
    Design("footnotes-in-superior-figures", body=footnoted),
    Design(
        "quotations-in-marks",
        setup="#show heading.where(level: 2): set text(size: 12pt)\n#set par(justify: true)",
        body=lambda measure: (
            f"{measure.lead}\n\n"
            "#align(center, text(size: 15pt)[„Wir fangen heute an und hören nicht auf.“])\n\n"
            + run_in(Measure("", "", "", measure.values))
        ),
        extra="wirfangenheuteanundhörennichtauf",
    ),
    Design("labels-spaced-as-text", body=labels_first),
    Design(
        "running-in",
        page=_COLUMNS,
        above=lambda number, name: f"= {name}\n",
        title=lambda measure, number: f"*{measure.number} {measure.title}.* ",
        body=lambda measure: measure.lead + "\n\n" + run_in(Measure("", "", "", measure.values), mark="_"),
    ),
    Design(
        "number-in-brackets",
        title=lambda measure, number: f"== {measure.title} (AK-{number:02d})\n",
        numbers=lambda measure, number: f"AK-{number:02d}",
        body=run_in,
    ),
    Design(
        "number-before-a-bar",
        title=lambda measure, number: f"== {number:02d} | {measure.title}\n",
        numbers=lambda measure, number: f"{number:02d}",
        body=run_in,
    ),
    Design(
        "kicker-with-field",
        above=lambda number, name: "",
        title=lambda measure, number: (
            f'#v(1em)\n#text(size: 8.5pt, fill: rgb("#777777"))[MASSNAHME {number} | VERKEHR]\n\n'
            f"== {measure.title}\n"
        ),
        numbers=lambda measure, number: str(number),
        fields=lambda number, name: "VERKEHR",
        body=run_in,
    ),
    Design("status-line", body=status_line),
    Design(
        "labels-between-semicolons",
        page=_COLUMNS,
        setup="#set text(hyphenate: false)",
        body=between_semicolons,
    ),
    Design(
        "notes-in-the-margin",
        page='paper: "a4", margin: (left: 7cm, right: 2cm, y: 2cm)',
        setup=_FLAT + '#show heading.where(level: 2): set text(weight: "regular", fill: rgb("#b03010"))',
        above=_plain_field,
        body=in_margin,
    ),
    Design(
        "cover-set-as-the-titles",
        opening=f"== Neues aus Lohmau\n{_THIRD}\n",
        above=lambda number, name: "",
        fields=lambda number, name: None,
        title=lambda measure, number: f"== {measure.title}\n",
        numbers=lambda measure, number: None,
        body=run_in,
    ),
    Design(
        "two-paragraphs-below-a-known-heading",
        body=lambda measure: (
            f"=== Das Ergebnis\n{measure.lead}\n\n#v(1em)\n{_SECOND}\n\n"
            + run_in(Measure("", "", "", measure.values))
        ),
        extra=squeeze(_SECOND),
    ),
    Design(
        "small-letters-behind-list-marks",
        body=lambda measure: (
            f"{measure.lead}\n"
            + "\n".join(
                f"- {label[0].lower()}{label[1:]}: {value}" for label, value in measure.values.items()
            )
        ),
        printed=lambda label: label[0].lower() + label[1:],
    ),
    Design(
        "boxes-beside-the-text",
        page='paper: "a4", margin: (left: 2cm, right: 8cm, y: 2cm)',
        setup="#show heading.where(level: 2): set text(size: 13pt)\n#set par(justify: true)",
        above=lambda number, name: "",
        fields=lambda number, name: None,
        body=box_beside,
    ),
]
