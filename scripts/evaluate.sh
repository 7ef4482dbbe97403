#!/usr/bin/env bash
# Extract reports whose truth is known and print how well the tables agree with it.
# The reports lie in FORTSCHRITT_SHARED (default: ../shared); without it only the sample report is judged.
set -uo pipefail
cd "$(dirname "$0")/.."

shared="${FORTSCHRITT_SHARED:-../shared}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
failed=0

judge() { # PDF GOLD MEASURE=VALUE...
    local pdf="$1" gold="$2" out name
    shift 2
    [ -f "$pdf" ] && [ -f "$gold" ] || { echo "-- $pdf: not here, left out"; return; }
    name="$(basename "$pdf" .pdf)"
    out="$work/$name"
    echo "== $name"
    local started ended
    started=$(date +%s)
    fortschritt run "$pdf" --output "$out" --quiet || { echo "FAILED: $pdf was not extracted"; failed=1; return; }
    ended=$(date +%s)
    echo "extracted in $((ended - started)) s"
    fortschritt evaluate "$gold" "$out" "${@/#/--at-least=}" || failed=1
}

judge "$shared/reports/ruhr-konferenz-fortschrittsbericht-2022.pdf" \
    "$shared/evaluation/gold-ruhr-konferenz-2022.json" \
    projects_f1=1.0 field_project_id=0.98 field_action_field=0.98 field_title=0.97 field_lead=0.95 \
    field_responsible=0.95 sections_f1=0.99 section_text_f1=0.95 section_char_accuracy=0.998 \
    milestones_f1=0.95 milestone_dates_f1=0.93 amounts_f1=0.97 dates_f1=0.93 links_f1=0.9 media_f1=0.9 \
    parties_f1=0.9 rows_with_boxes=1.0
judge "$shared/reports/fortschrittsbericht-2023-fiktiv.pdf" \
    "$shared/evaluation/gold-fortschrittsbericht-2023-fiktiv.json" \
    projects_f1=1.0 rows_with_boxes=1.0
judge "$shared/reports/real/handlungsprogramm-klimaschutz-2030.pdf" \
    "$shared/evaluation/gold-handlungsprogramm-10.json" \
    projects_f1=1.0 field_project_id=1.0 field_title=1.0 field_action_field=1.0 sections_f1=0.98 \
    section_char_accuracy=0.99 amounts_f1=0.95 dates_f1=0.95 rows_with_boxes=1.0
for truth in raw_pdfs/*.truth.json; do
    judge "${truth%.truth.json}.pdf" "$truth" projects_f1=1.0 rows_with_boxes=1.0
done
exit $failed
