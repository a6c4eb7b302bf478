// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "app/export_command.h"

#include "app/new_file.h"
#include "study/record/kinship_reading.h"
#include "study/record/read_run.h"
#include "study/record/socsim.h"
#include "study/text/nearest.h"
#include "study/text/numbers_and_dates.h"
#include "study/text/whole_file.h"

#include <fmt/format.h>

#include <array>
#include <expected>
#include <filesystem>
#include <optional>
#include <ostream>
#include <string_view>
#include <utility>
#include <vector>

namespace counterlife::app {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 1> known_formats{"socsim"};

struct KinTables {
    std::vector<KinLife> lives;
    std::vector<Marriage> marriages;
};

fs::path file_of(const ExportRequest& request, const char* ending)
{
    return request.out + ending;
}
fs::path population_file(const ExportRequest& request)
{
    return file_of(request, ".opop");
}
fs::path marriage_file(const ExportRequest& request)
{
    return file_of(request, ".omar");
}

std::optional<RunDescription> asked_of(const ExportRequest& request, Complaints& complaints)
{
    if (!is_among(request.format, known_formats))
        complaints.found("--format",
                         request.format.empty() ? "no format" : in_quotes(request.format), "socsim",
                         nearest(request.format, known_formats));
    if (request.out.empty() || !fs::path{request.out}.has_filename())
        complaints.found("--out", request.out.empty() ? "no name" : in_quotes(request.out),
                         "the name of the files to write, without .opop and .omar");
    else
        complain_of_new_files(std::array{population_file(request), marriage_file(request)},
                              complaints);
    const auto file = open_run(request.run);
    if (!file) {
        complaints.append(file.error());
        return {};
    }
    // Marriages are read from events: of a share of the lives only their own would be known.
    if (file->description.events != "all")
        complaints.found((request.run / run_file).string(),
                         file->description.events == "none"
                             ? "a run without events"
                             : "events of " + file->description.events + " of the lives",
                         "a run made with --events all");
    return file->description;
}

std::expected<KinTables, Complaints> read_tables(const fs::path& run,
                                                 const RunDescription& description)
{
    auto lives = read_kin(run, description);
    if (!lives) return std::unexpected{std::move(lives.error())};
    auto events = read_couples(run, description, *lives);
    if (!events) return std::unexpected{std::move(events.error())};
    auto marriages = marriages_of(*lives, std::move(*events), description.from);
    return KinTables{std::move(*lives), std::move(marriages)};
}

/// Both files or none.
std::expected<void, std::string> write(const ExportRequest& request, const KinTables& tables,
                                       const SocsimLines& lines)
{
    WholeFile people{population_file(request)}, marriages{marriage_file(request)};
    std::expected<void, std::string> written;
    for (std::size_t i = 0; i < tables.lives.size() && written; ++i)
        written = people.add(lines.of_person(static_cast<PersonNumber>(i + 1)));
    for (std::size_t i = 0; i < tables.marriages.size() && written; ++i)
        written = marriages.add(lines.of_marriage(static_cast<std::int32_t>(i + 1)));
    if (written) written = people.finish();
    if (!written) return written;
    written = marriages.finish();
    std::error_code error;
    if (!written) fs::remove(population_file(request), error);
    return written;
}

} // namespace

std::expected<Exported, Trouble> make_export(const ExportRequest& request)
{
    Complaints complaints;
    const auto description = asked_of(request, complaints);
    if (!description || !complaints.empty()) return std::unexpected(Trouble{complaints});
    const auto tables = read_tables(request.run, *description);
    if (!tables) return std::unexpected(Trouble{tables.error()});
    const SocsimLines lines{tables->lives, tables->marriages};
    if (const auto written = write(request, *tables, lines); !written)
        return std::unexpected(Trouble{{}, written.error()});
    return Exported{.population = population_file(request),
                    .marriages = marriage_file(request),
                    .people = tables->lives.size(),
                    .marriage_count = tables->marriages.size(),
                    .first_year = lines.first_year(),
                    .first_month = socsim_month(description->from, lines.first_year()),
                    .last_month =
                        socsim_month(description->to - engine::Days{1}, lines.first_year())};
}

int export_run(const ExportRequest& request, std::ostream& out, std::ostream& err)
{
    const auto made = make_export(request);
    if (!made && made.error().bad_input.empty()) {
        err << made.error().sentence << '\n';
        return 1;
    }
    if (!made) {
        err << made.error().bad_input;
        return 2;
    }
    out << fmt::format("{} people written to {}, {} marriages to {}\n", made->people,
                       made->population.string(), made->marriage_count, made->marriages.string())
        << fmt::format("month 1 is January {}; the run begins in month {} and ends in month {}\n",
                       made->first_year, made->first_month, made->last_month);
    return 0;
}

} // namespace counterlife::app
