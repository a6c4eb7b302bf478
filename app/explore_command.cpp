// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "app/explore_command.h"

#include "app/find_command.h"
#include "app/page_export.h"
#include "app/page_server.h"
#include "study/explorer/documents.h"
#include "study/input/data_layers.h"
#include "study/nation/machine.h"
#include "study/record/replicates.h"
#include "study/text/nearest.h"
#include "study/text/numbers_and_dates.h"
#include "study/text/typed.h"
#include "study/text/whole_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>
#include <optional>
#include <ostream>
#include <tuple>
#include <utility>
#include <vector>

namespace counterlife::app {
namespace {

namespace fs = std::filesystem;

constexpr int failed_code = 1, bad_input_code = 2;
constexpr std::size_t usual_lives = 200, most_lives = 100'000;
constexpr std::size_t largest_page = 16'000'000;

std::size_t number_typed(const char* option, const std::string& typed, std::size_t least,
                         std::size_t most, std::size_t usual, Complaints& complaints)
{
    if (typed.empty()) return usual;
    std::size_t number = 0;
    const char* const end = typed.data() + typed.size();
    const auto [stopped, error] = std::from_chars(typed.data(), end, number);
    if (error != std::errc{} || stopped != end || number < least || number > most)
        complaints.found(option, in_quotes(typed), fmt::format("{} to {}", least, most));
    return number;
}

struct Asked {
    std::uint16_t port = 0;
    std::size_t lives = usual_lives;
    std::optional<Pattern> like;
    std::vector<PersonNumber> people;
    std::string page;
};

fs::path patterns_of(const ExploreRequest& request)
{
    return study::beside_data(request.data, "patterns");
}

/// Of replicates the first, whose lives are shown.
fs::path one_of(const fs::path& run)
{
    return holds_replicates(run) ? replicate_in(run, 0) : run;
}

void check_export(const ExploreRequest& request, Complaints& complaints)
{
    const bool is_served = request.export_to.empty();
    for (const auto& [option, typed, of_export] :
         {std::tuple{"--lives", !request.lives.empty(), true},
          std::tuple{"--like", !request.like.empty(), true},
          std::tuple{"--people", !request.people.empty(), true},
          std::tuple{"--port", !request.port.empty(), false}})
        if (typed && of_export == is_served)
            complaints.found(option, is_served ? "no --export beside it" : "--export beside it",
                             is_served ? "--export FILE.html or a folder"
                                       : "a page that is served, without --export");
    if (is_served) return;
    if (!request.people.empty() && (!request.like.empty() || !request.lives.empty()))
        complaints.add("--people",
                       "found together with --lives or --like; allowed one way to choose");
    std::error_code error;
    const fs::path out = request.export_to;
    const std::string ending = out.extension().string();
    if (is_one_page(out) && fs::exists(fs::symlink_status(out, error)))
        complaints.found("--export", in_quotes(out.string()) + ", which exists already",
                         "a file that does not exist yet");
    if (ending == ".htm" || ending == ".HTML")
        complaints.found("--export", in_quotes(out.string()),
                         "a file that ends in .html, or a folder", out.stem().string() + ".html");
}

Asked asked_of(const ExploreRequest& request, Complaints& complaints)
{
    check_export(request, complaints);
    Asked asked{.port = static_cast<std::uint16_t>(
                    number_typed("--port", request.port, 1, 65535, 0, complaints)),
                .lives =
                    number_typed("--lives", request.lives, 1, most_lives, usual_lives, complaints)};
    if (!request.like.empty())
        asked.like = pattern_like("--like", request.like, patterns_of(request), complaints);
    constexpr std::size_t highest = std::numeric_limits<PersonNumber>::max();
    for (const std::string& one : request.people)
        asked.people.push_back(static_cast<PersonNumber>(
            number_typed("--people", one.empty() ? " " : one, 1, highest, 0, complaints)));
    const fs::path page = study::beside_data(request.data, "explorer") / "dist" / "page.html";
    const auto text = read_file(page, largest_page);
    if (text && text->find(documents_mark) != std::string::npos)
        asked.page = *text;
    else
        complaints.found(page.string(), text ? "a page with no place for documents" : text.error(),
                         "the page as it is built; run ./dev build");
    return asked;
}

int refused(const Complaints& complaints, std::ostream& err)
{
    err << complaints;
    return bad_input_code;
}

struct Makers {
    Documents* documents;
    Documents* searches;
};

int serve(const ExploreRequest& request, Asked asked, Makers makers, const ExploreCaller& caller,
          std::ostream& out, std::ostream& err)
{
    asked.page.replace(asked.page.find(documents_mark), documents_mark.size(), "");
    auto server = PageServer::listen(
        {.page = std::move(asked.page),
         .document = [&](std::string_view path) { return makers.documents->document(path); },
         .search = [&](std::string_view path) { return makers.searches->document(path); },
         .run = one_of(request.run)},
        asked.port);
    if (!server) {
        err << "The page cannot be served: " << server.error()
            << ". Without --port any port that is free is taken.\n";
        return failed_code;
    }
    out << fmt::format("the page of {} is at\n\n    {}\n\nfor this machine alone, until Ctrl-C\n",
                       printable(request.run.string()), server->address())
        << std::flush;
    caller.opened(server->address());
    server->serve(caller.stopped);
    return 0;
}

std::expected<std::vector<PersonNumber>, Complaints> chosen(const Asked& asked, bool beside_another,
                                                            Documents& documents)
{
    if (!asked.people.empty()) return asked.people;
    if (asked.like) return documents.lives_like(*asked.like, asked.lives);
    return beside_another ? documents.lives_that_differ(asked.lives)
                          : documents.lives_to_begin_with(asked.lives);
}

int write_page(const ExploreRequest& request, Asked asked, Documents& documents,
               const ExploreCaller& caller, std::ostream& out, std::ostream& err)
{
    const auto lives = chosen(asked, !request.other.empty(), documents);
    if (!lives) return refused(lives.error(), err);
    if (lives->empty()) {
        Complaints nobody;
        nobody.found("--like", "nobody in " + request.run.string() + " who follows it",
                     "a pattern that some follow; counterlife find shows how far they come");
        return refused(nobody, err);
    }
    const fs::path to = request.export_to;
    const auto made = export_page(
        documents, {.out = to,
                    .page = std::move(asked.page),
                    .lives = *lives,
                    .twins = !request.other.empty(),
                    .progress =
                        [&](std::size_t done) {
                            caller.say(fmt::format("{} of {} lives", done, lives->size()));
                        },
                    .cancelled = caller.stopped});
    caller.say("");
    if (!made && !made.error().bad_input.empty()) return refused(made.error().bad_input, err);
    if (!made) {
        err << made.error().sentence << '\n';
        return failed_code;
    }
    out << fmt::format("{} lives in {} documents, {}, written to {}\n", lives->size(),
                       made->documents, bytes_text(static_cast<std::int64_t>(made->bytes)),
                       printable(to.string()));
    if (is_one_page(to))
        out << "open it in a browser; it needs nothing else\n";
    else
        out << fmt::format("it wants a server: python3 -m http.server --directory {}\n",
                           in_shell(to));
    return 0;
}

} // namespace

int explore(const ExploreRequest& request, const ExploreCaller& caller, std::ostream& out,
            std::ostream& err)
{
    Complaints complaints;
    Asked asked = asked_of(request, complaints);
    const bool several = holds_replicates(request.run);
    const DocumentsRequest wanted{.run = one_of(request.run),
                                  .other = request.other,
                                  .data = request.data,
                                  .patterns = patterns_of(request),
                                  .questions = study::beside_data(request.data, "questions"),
                                  .answers = request.answers,
                                  .replicates = several ? request.run : fs::path{},
                                  .live_again = request.live_again};
    auto documents = Documents::open(wanted);
    if (!documents) complaints.append(documents.error());
    if (!complaints.empty()) return refused(complaints, err);
    if (request.export_to.empty()) {
        // Opened twice, so that nobody who follows a life waits for a search.
        auto searched = Documents::open(wanted);
        if (!searched) return refused(searched.error(), err);
        return serve(request, std::move(asked), {&*documents, &*searched}, caller, out, err);
    }
    return write_page(request, std::move(asked), *documents, caller, out, err);
}

} // namespace counterlife::app
