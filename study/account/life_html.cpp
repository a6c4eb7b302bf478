// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The account as a page that needs nothing but itself, by day, by night and on paper.

#include "study/account/life_page.h"
#include "study/text/about.h"

#include <fmt/format.h>

namespace counterlife::study::account {
namespace {

constexpr std::string_view style = R"(
:root { --paper: #fbfaf7; --ink: #1d2530; --soft: #5d6672; --edge: #e2dfd7; --mark: #9a4a12; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #14181d; --ink: #e7e5df; --soft: #a3a9b1; --edge: #2c333c; --mark: #f0935a; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 17px/1.55 Georgia, "Times New Roman", serif; }
main { max-width: 50rem; margin: 0 auto; padding: 2.2rem 1.1rem 3rem; }
main.twin { max-width: 76rem; }
h1 { font-size: clamp(1.5rem, 4vw, 2.1rem); font-weight: 400; line-height: 1.2; margin: 0 0 .8rem; }
h2 { font-size: 1.1rem; margin: 2.2rem 0 .6rem; }
dl, .when, .why, .number, table, footer { font-family: system-ui, sans-serif; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; font-size: .85rem;
  margin: 0 0 1.6rem; }
dt, .when, .why, footer { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
ol { list-style: none; margin: 0; padding: 0; }
li { border-top: 1px solid var(--edge); padding: .7rem 0; break-inside: avoid; }
.when { font-size: .85rem; margin: 0; }
.number { float: right; }
.text { margin: .1rem 0; }
.why { font-size: .8rem; line-height: 1.45; margin: .15rem 0 0; }
.but { color: var(--mark); font-style: italic; margin: .2rem 0 0; }
.tie { color: var(--mark); font-family: system-ui, sans-serif; font-size: .8rem; margin: 0; }
table { border-collapse: collapse; width: 100%; font-size: .82rem; }
td, th { border-top: 1px solid var(--edge); padding: .3rem .6rem .3rem 0; text-align: left;
  vertical-align: top; font-weight: normal; overflow-wrap: anywhere; }
.twin table { table-layout: fixed; }
.twin td, .twin th { width: 50%; padding-right: 1.4rem; }
.scroll { overflow-x: auto; }
footer { font-size: .8rem; margin-top: 2rem; }
@media print {
  :root { --paper: #fff; --ink: #000; --soft: #444; --edge: #bbb; --mark: #000; }
  body { font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
}
)";

std::string safe(std::string_view text)
{
    std::string html;
    for (const char letter : text) {
        switch (letter) {
        case '&':
            html += "&amp;";
            break;
        case '<':
            html += "&lt;";
            break;
        case '>':
            html += "&gt;";
            break;
        case '"':
            html += "&quot;";
            break;
        default:
            html += letter;
        }
    }
    return html;
}

std::string paragraph(std::string_view kind, std::string_view text)
{
    if (text.empty()) return {};
    return fmt::format("<p class=\"{}\">{}</p>", kind, safe(text));
}

std::string differences_html(const Line& line)
{
    std::string html;
    for (const Difference& one : line.differs)
        if (one.text != line.text) html += paragraph("but", one.text);
    return html;
}

std::string line_html(const Line& line)
{
    return fmt::format(
        "<li><p class=\"when\"><span class=\"number\">{}</span>{}</p>{}{}{}{}</li>\n",
        number_text_of(line), safe(when_and_where(line)), paragraph("text", line.text),
        paragraph("why", why_text(line.says, line.claims)), paragraph("why", line.letter),
        differences_html(line));
}

std::string cell_html(const Line* line)
{
    if (line == nullptr) return "<td></td>";
    return fmt::format("<td><p class=\"when\">{}</p>{}{}</td>", safe(when_and_where(*line)),
                       paragraph("text", line->text), differences_html(*line));
}

std::string shared_html(const TwinLives& twin)
{
    const auto lines = twin.shared_lines();
    if (lines.empty()) return {};
    std::string html = "<h2>What they share</h2><ol>\n";
    for (const Line* line : lines) html += line_html(*line);
    return html + "</ol>\n";
}

std::string parting_html(const LifePage& page)
{
    if (!page.parting) return {};
    std::string html = "<h2>What parted them</h2>\n";
    for (const PartingSide& side : page.parting->sides) {
        html += paragraph("text", "In " + side.run + ", " + side.says);
        for (const std::string& step : side.steps) html += paragraph("text", step);
        html += paragraph("why", side.why);
    }
    return html + paragraph("but", page.parting->differ) + "<h2>How they go on</h2>\n";
}

std::string twin_html(const LifePage& page)
{
    std::string html = paragraph("text", divergence_text(*page.twin, page));
    if (!page.twin->parts_on) return html;
    html += shared_html(*page.twin) + parting_html(page);
    const auto head = [](const NamedRun& run, const Biography& account) {
        return fmt::format("<th>{} ({})<br>{}</th>", safe(run.name),
                           safe(run.file->description.scenario),
                           safe(headline(account.cast, *run.file)));
    };
    html += "<div class=\"scroll\"><table><tr>" + head(page.run, page.twin->here) +
            head(page.other, page.twin->there) + "</tr>\n";
    for (const TwinLives::Row& row : page.twin->rows())
        html += "<tr>" + cell_html(row.here) + cell_html(row.there) + "</tr>\n";
    return html + "</table></div>";
}

std::string chain_html(const Chain& chain)
{
    std::string html = "<ol>\n";
    for (const Step& step : chain.steps)
        html += fmt::format(
            "<li>{}<p class=\"when\">{}{}</p>{}{}</li>\n", paragraph("tie", tie_words(step)),
            long_date(step.event.day),
            step.event.place.empty() ? "" : ", " + safe(place_words(step.event.place)),
            paragraph("text", step.text), paragraph("why", why_text(step.says, step.claims)));
    return html + "<li>" + paragraph("text", chain.root_says) + "</li></ol>\n";
}

std::string foot_html(const LifePage& page)
{
    std::string html = "<h2>People in this account</h2><div class=\"scroll\"><table>\n";
    for (const Relation& one : people_of(page))
        html += fmt::format("<tr><td>{}</td><td>{}</td><td>born {}</td><td>{}</td></tr>\n",
                            safe(one.who), one.life->person, long_date(one.life->born),
                            one.life->died == engine::no_day ? "living at the end"
                                                             : "died " + long_date(one.life->died));
    html += "</table></div>\n";
    if (page.account.claims.empty() || page.why) return html;
    html += "<h2>Claims of the testimony behind these rules, in our words</h2><table>\n";
    for (const ClaimRow* claim : page.account.claims)
        html += fmt::format("<tr><td>{}</td><td>{}. {}</td></tr>\n", safe(claim->id),
                            safe(claim->title), safe(claim->says));
    return html + "</table>\n";
}

} // namespace

std::string life_html(const LifePage& page)
{
    const std::string person = std::to_string(page.account.cast.self().person);
    std::string html = fmt::format(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<title>Person {}</title>\n<style>{}</style>\n</head>\n<body><main{}>\n<h1>{}</h1>\n<dl>",
        person, style, page.twin ? " class=\"twin\"" : "",
        safe(headline(page.account.cast, *page.run.file)));
    html += fmt::format("<dt>person</dt><dd>{}</dd>\n", person);
    for (const auto& [label, text] : head_facts(page.account, page.run))
        html += fmt::format("<dt>{}</dt><dd>{}</dd>\n", label, safe(text));
    if (!page.relived.empty())
        html += fmt::format("<dt>lived again</dt><dd>{}</dd>\n", safe(page.relived));
    html += "</dl>\n";
    if (page.twin) {
        html += twin_html(page);
    } else if (page.why) {
        html += chain_html(*page.why);
    } else {
        html += "<ol>\n";
        for (const Line& line : page.account.lines) html += line_html(line);
        html += "</ol>\n";
    }
    return html + foot_html(page) +
           fmt::format("<footer>{}</footer>\n</main></body>\n</html>\n", safe(about));
}

} // namespace counterlife::study::account
