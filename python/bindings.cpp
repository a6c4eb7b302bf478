// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What Python calls: the functions behind the commands, without a terminal. Options come as they
// would be typed, so that one reader checks them for both.

#include "app/export_command.h"
#include "app/find_command.h"
#include "app/fit_command.h"
#include "app/life_command.h"
#include "app/make_answers.h"
#include "app/make_replicates.h"
#include "app/make_run.h"
#include "app/make_twin.h"
#include "app/params_command.h"
#include "app/rules_command.h"
#include "study/figures/fit_table.h"
#include "study/find/found_tables.h"
#include "study/input/data_layers.h"
#include "study/input/parameter_files.h"
#include "study/nation/live_again.h"
#include "study/record/read_run.h"
#include "study/record/replicates.h"
#include "study/record/version.h"

#include <arrow/c/bridge.h>
#include <nanobind/nanobind.h>
#include <nanobind/stl/filesystem.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/string_view.h>
#include <nanobind/stl/vector.h>

#include <array>
#include <initializer_list>
#include <optional>
#include <stdexcept>
#include <utility>

namespace nb = nanobind;

namespace {

using namespace counterlife;

/// What is wrong with what was asked for, on its way to counterlife.InputError.
struct BadInput {
    study::Complaints complaints;
};

void raise_input_error(const std::exception_ptr& thrown, void*)
{
    try {
        std::rethrow_exception(thrown);
    } catch (const BadInput& bad) {
        nb::list said;
        for (const study::Complaint& one : bad.complaints.list())
            said.append(nb::make_tuple(one.where, one.what));
        const nb::object type = nb::module_::import_("counterlife.errors").attr("InputError");
        PyErr_SetObject(type.ptr(), type(said).ptr());
    }
}

template <class Value> Value value_or_raise(std::expected<Value, study::Complaints> made)
{
    if (!made) throw BadInput{std::move(made.error())};
    return std::move(*made);
}

/// The same where it may have been the machine.
template <class Value> Value value_or_raise(std::expected<Value, app::Trouble> made)
{
    if (made) return std::move(*made);
    if (!made.error().bad_input.empty()) throw BadInput{std::move(made.error().bad_input)};
    throw std::runtime_error{made.error().sentence};
}

/// A value that Python knows as a number. A type that it does not know would be refused only when a
/// run is under way.
constexpr auto known(auto value) noexcept
{
    static_assert(std::is_arithmetic_v<decltype(value)>);
    return value;
}

/// Python's side of a long task: it hears of the progress, and Ctrl-C stops the task, as does an
/// exception of the function that hears.
class Caller {
public:
    explicit Caller(nb::object told) : told_{std::move(told)} {}

    void tell(int replicate, const study::Progress& now)
    {
        const nb::gil_scoped_acquire python;
        if (trouble_ || told_.is_none()) return;
        try {
            told_(known(replicate), known(now.today.count()), known(now.living), known(now.events),
                  known(now.seconds));
        } catch (nb::python_error& error) {
            trouble_.emplace(std::move(error));
        }
    }

    bool cancelled()
    {
        const nb::gil_scoped_acquire python;
        if (!trouble_ && PyErr_CheckSignals() != 0) trouble_.emplace();
        return trouble_.has_value();
    }

    study::Listener listener()
    {
        return {.progress = [this](const study::Progress& now) { tell(0, now); },
                .cancelled = [this] { return cancelled(); }};
    }

    /// Does a task without holding up other threads of Python.
    template <class Task> auto without_python(const Task& task)
    {
        auto made = [&] {
            const nb::gil_scoped_release others;
            return task();
        }();
        if (trouble_) throw nb::python_error{std::move(*trouble_)};
        return made;
    }

private:
    nb::object told_;
    std::optional<nb::python_error> trouble_;
};

/// A table on its way to whoever reads Arrow's streams.
struct Stream {
    std::shared_ptr<arrow::Table> table;

    nb::capsule open(const nb::object& /*schema: wishes may be ignored*/) const
    {
        auto stream = std::make_unique<ArrowArrayStream>();
        const auto reader = std::make_shared<arrow::TableBatchReader>(table);
        const arrow::Status status = arrow::ExportRecordBatchReader(reader, stream.get());
        if (!status.ok()) throw std::runtime_error{status.ToString()};
        return {stream.release(), "arrow_array_stream", [](void* taken) noexcept {
                    const auto mine = static_cast<ArrowArrayStream*>(taken);
                    if (mine->release != nullptr) mine->release(mine);
                    delete mine;
                }};
    }
};

study::RunOptions run_options(const nb::dict& typed)
{
    study::RunOptions options;
    const std::array<std::pair<const char*, std::string*>, 9> known{
        {{"scenario", &options.scenario},
         {"scale", &options.scale},
         {"from", &options.from},
         {"to", &options.to},
         {"seed", &options.seed},
         {"replicate", &options.replicate},
         {"threads", &options.threads},
         {"events", &options.events},
         {"out", &options.out}}};
    for (const auto& [name, value] : known)
        if (typed.contains(name)) *value = nb::cast<std::string>(typed[name]);
    return options;
}

std::optional<std::string> text_or_none(const nb::dict& typed, const char* name)
{
    if (!typed.contains(name)) return std::nullopt;
    return nb::cast<std::string>(typed[name]);
}

std::string run(const nb::dict& typed, const std::filesystem::path& data, nb::object told)
{
    const study::RunOptions options = run_options(typed);
    Caller caller{std::move(told)};
    const auto made = caller.without_python([&] {
        app::PlannedRun planned = value_or_raise(app::plan_run(options, data));
        return app::make_run(planned, caller.listener());
    });
    if (!made) throw std::runtime_error{made.error()};
    return options.out;
}

std::string replicates(const std::string& count, const nb::dict& typed,
                       const std::filesystem::path& data, nb::object told)
{
    const app::ReplicatesOptions options{.replicates = count,
                                         .run = run_options(typed),
                                         .ensemble = text_or_none(typed, "ensemble")};
    Caller caller{std::move(told)};
    const auto made = caller.without_python([&] {
        app::PlannedReplicates planned = value_or_raise(app::plan_replicates(options, data));
        return app::make_replicates(
            planned, {.progress = [&](int replicate,
                                      const study::Progress& now) { caller.tell(replicate, now); },
                      .cancelled = [&] { return caller.cancelled(); }});
    });
    if (!made) throw std::runtime_error{made.error()};
    return options.run.out;
}

std::string twin(const std::string& base, const std::string& other, const std::string& replicates,
                 const std::vector<std::string>& outcomes, const nb::dict& typed,
                 const std::filesystem::path& data, nb::object told)
{
    const app::TwinOptions options{.base = base,
                                   .other = other,
                                   .replicates = replicates,
                                   .outcomes = outcomes,
                                   .run = run_options(typed),
                                   .ensemble = text_or_none(typed, "ensemble")};
    Caller caller{std::move(told)};
    const auto made = caller.without_python([&] {
        app::PlannedTwin planned = value_or_raise(app::plan_twin(options, data));
        const study::TwinListener listener{
            .progress = [&](int replicate,
                            const study::Progress& now) { caller.tell(replicate, now); },
            .cancelled = [&] { return caller.cancelled(); }};
        return app::make_twin(planned, listener);
    });
    if (!made) throw std::runtime_error{made.error()};
    return options.run.out;
}

/// The account of a life as text, JSON and a page.
std::vector<std::string> life(const std::filesystem::path& run, const std::string& person,
                              const std::string& why, const std::filesystem::path& twin,
                              bool every_line, const std::filesystem::path& data, nb::object told)
{
    Caller caller{std::move(told)};
    app::LifeRequest request{.run = run,
                             .person = person,
                             .why = why,
                             .twin = twin,
                             .every_line = every_line,
                             .data = data};
    request.live_again = study::live_again_with(
        data, [&](const study::RunFile&, engine::Day) { return caller.listener(); });
    const std::array<std::string, 3> formats{"text", "json", "html"};
    auto texts = caller.without_python([&] { return app::life(request, formats); });
    return value_or_raise(std::move(texts));
}

std::pair<Stream, Stream> find(const std::filesystem::path& run, const std::string& pattern,
                               const std::string& like, const std::filesystem::path& data)
{
    const app::FindRequest request{.run = run,
                                   .data = data,
                                   .patterns = study::beside_data(data, "patterns"),
                                   .pattern = pattern,
                                   .like = like,
                                   .show = "100000000"};
    Caller caller{nb::none()};
    study::FoundTables tables =
        caller.without_python([&] { return study::tables_of(value_or_raise(app::find(request))); });
    return {Stream{std::move(tables.lives)}, Stream{std::move(tables.funnel)}};
}

nb::object or_none(const std::optional<double>& value)
{
    return value ? nb::cast(*value) : nb::none();
}

/// A dictionary of what stands beside these names.
nb::dict dict_of(std::initializer_list<std::pair<const char*, nb::object>> items)
{
    nb::dict dict;
    for (const auto& [name, value] : items) dict[name] = value;
    return dict;
}

nb::list fit(const std::filesystem::path& run, const nb::dict& typed,
             const std::filesystem::path& data)
{
    Caller caller{nb::none()};
    const app::MadeFit made = caller.without_python([&] {
        const auto request = value_or_raise(
            app::plan_fit({.run = run,
                           .replicates = text_or_none(typed, "replicates").value_or(""),
                           .ensemble = text_or_none(typed, "ensemble")},
                          data, [&] { return caller.cancelled(); }));
        return value_or_raise(app::make_fit(request, [](int) {}));
    });
    nb::list rows;
    for (const study::FitRow& row : made.rows) {
        const study::Target& target = row.target;
        const auto [least, most] = study::accepted(target);
        rows.append(dict_of({{"id", nb::cast(target.id)},
                             {"measure", nb::cast(target.measure)},
                             {"scope", nb::cast(target.scope)},
                             {"year_from", nb::cast(target.year_from)},
                             {"year_to", nb::cast(target.year_to)},
                             {"unit", nb::cast(target.unit)},
                             {"target", nb::cast(target.target)},
                             {"least", nb::cast(least)},
                             {"most", nb::cast(most)},
                             {"simulated", or_none(row.simulated)},
                             {"low", or_none(row.low)},
                             {"high", or_none(row.high)},
                             {"ensemble_low", or_none(row.ensemble_low)},
                             {"ensemble_high", or_none(row.ensemble_high)},
                             {"sd_luck", or_none(row.sd_luck)},
                             {"sd_ignorance", or_none(row.sd_ignorance)},
                             {"replicates", nb::cast(row.of_each.size())},
                             {"verdict", nb::cast(study::word(row.verdict))},
                             {"source", nb::cast(target.source)},
                             {"role", nb::cast(study::word(target.role))}}));
    }
    return rows;
}

app::AskOptions ask_options(const nb::dict& typed, const std::vector<std::string>& words)
{
    app::AskOptions options{.words = words, .run = run_options(typed)};
    const std::array<std::pair<const char*, std::string*>, 7> known_ones{
        {{"replicates", &options.replicates},
         {"persons", &options.persons},
         {"time", &options.time},
         {"like", &options.like},
         {"design", &options.design},
         {"at_once", &options.at_once},
         {"questions", &options.questions}}};
    for (const auto& [name, value] : known_ones)
        if (typed.contains(name)) *value = nb::cast<std::string>(typed[name]);
    options.ensemble = text_or_none(typed, "ensemble");
    return options;
}

std::string ask(const std::vector<std::string>& words, const nb::dict& typed,
                const std::filesystem::path& data, nb::object told)
{
    const app::AskOptions options = ask_options(typed, words);
    Caller caller{std::move(told)};
    const auto made = caller.without_python([&] {
        app::PlannedAnswers planned = value_or_raise(app::plan_answers(options, data));
        return app::make_answers(planned, {.progress =
                                               [&](const study::AskProgress& at) {
                                                   caller.tell(at.replicate, at.of_worlds);
                                               },
                                           .cancelled = [&] { return caller.cancelled(); }});
    });
    if (!made) throw std::runtime_error{made.error()};
    return *made;
}

nb::list questions(const nb::dict& typed, const std::filesystem::path& data)
{
    const app::PlannedAnswers planned =
        value_or_raise(app::plan_answers(ask_options(typed, {}), data));
    nb::list rows;
    for (const study::Question& question : planned.inquiry->all()) {
        std::vector<std::string> versions;
        versions.reserve(question.versions.size());
        for (const study::Version& version : question.versions) versions.push_back(version.name);
        rows.append(dict_of({{"question", nb::cast(question.id)},
                             {"title", nb::cast(question.title)},
                             {"base", nb::cast(question.base)},
                             {"versions", nb::cast(versions)}}));
    }
    return rows;
}

nb::object day_or_none(const std::optional<engine::Day>& day)
{
    return day ? nb::cast(known(day->count())) : nb::none();
}

nb::list params(const std::string& prefix, bool assumed, const std::string& scenario,
                const std::filesystem::path& data)
{
    const auto found = value_or_raise(app::params_of({.choice = study::choice_of(scenario, data),
                                                      .prefix = prefix,
                                                      .only_assumed = assumed,
                                                      .every_row = true}));
    nb::list rows;
    for (const model::ParameterRow& row : found)
        rows.append(dict_of({{"name", nb::cast(row.name)},
                             {"key", nb::cast(row.key)},
                             {"value", nb::cast(row.value)},
                             {"unit", nb::cast(row.unit)},
                             {"from", day_or_none(row.from)},
                             {"to", day_or_none(row.to)},
                             {"low", nb::cast(row.low)},
                             {"high", nb::cast(row.high)},
                             {"kind", nb::cast(study::kind_text(row.kind))},
                             {"source", nb::cast(row.source)},
                             {"note", nb::cast(row.note)}}));
    return rows;
}

std::pair<nb::list, nb::list> rules(const std::string& word, const std::filesystem::path& run,
                                    const std::string& scenario, const std::filesystem::path& data)
{
    const app::RulesRequest request{.choice = study::choice_of(scenario, data),
                                    .rules = study::rule_facts(),
                                    .word = word,
                                    .run = run};
    const app::ToldRules told = value_or_raise(app::rules_of(request));
    const auto& switches = told.material.scenario.switches;
    nb::list rules, claims;
    for (const study::RuleFacts* rule : told.rules) {
        const auto& counted = told.material.run;
        rules.append(dict_of(
            {{"rule", nb::cast(rule->name)},
             {"says", nb::cast(rule->says)},
             {"answers", nb::cast(rule->answers)},
             {"switch", nb::cast(study::switch_text(switches, rule->name))},
             {"events", counted ? nb::cast(counted->firings.total(rule->name)) : nb::none()}}));
    }
    for (const model::ClaimFacts* claim : told.claims) {
        const study::ClaimRow* row = told.material.claims.find(claim->id);
        const study::ClaimRow of = row == nullptr ? study::ClaimRow{} : *row;
        claims.append(dict_of({{"claim", nb::cast(claim->id)},
                               {"title", nb::cast(of.title)},
                               {"says", nb::cast(of.says)},
                               {"kind", nb::cast(of.kind)},
                               {"basis", nb::cast(of.basis)},
                               {"confidence", nb::cast(of.confidence)},
                               {"because", nb::cast(of.because)},
                               {"state", nb::cast(study::state_text(*claim))},
                               {"switch", nb::cast(study::switch_text(switches, claim->id))}}));
    }
    return {std::move(rules), std::move(claims)};
}

nb::dict export_run(const std::filesystem::path& run, const std::string& format,
                    const std::string& out)
{
    Caller caller{nb::none()};
    const app::Exported made = caller.without_python([&] {
        return value_or_raise(app::make_export({.run = run, .format = format, .out = out}));
    });
    return dict_of({{"opop", nb::cast(made.population)},
                    {"omar", nb::cast(made.marriages)},
                    {"people", nb::cast(made.people)},
                    {"marriages", nb::cast(made.marriage_count)},
                    {"first_year", nb::cast(made.first_year)},
                    {"first_month", nb::cast(made.first_month)},
                    {"last_month", nb::cast(made.last_month)}});
}

/// Whether a directory holds replicates rather than one run.
bool check_run(const std::filesystem::path& run)
{
    if (!study::holds_replicates(run)) {
        value_or_raise(study::open_run(run));
        return false;
    }
    value_or_raise(study::open_replicates(run));
    return true;
}

} // namespace

NB_MODULE(_core, module)
{
    nb::register_exception_translator(raise_input_error);
    nb::class_<Stream>(module, "Stream")
        .def("__arrow_c_stream__", &Stream::open, nb::arg("requested_schema") = nb::none());
    module.attr("version") = study::program_version();
    module.attr("commit") = study::program_commit();
    module.def("data_folder", [](const std::string& named, const std::filesystem::path& beside) {
        return study::data_folder(named, beside);
    });
    module.def("check_run", &check_run);
    module.def("run", &run, nb::arg(), nb::arg(), nb::arg().none());
    module.def("replicates", &replicates, nb::arg(), nb::arg(), nb::arg(), nb::arg().none());
    module.def("twin", &twin, nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(),
               nb::arg().none());
    module.def("life", &life, nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(),
               nb::arg().none());
    module.def("find", &find);
    module.def("fit", &fit);
    module.def("ask", &ask, nb::arg(), nb::arg(), nb::arg(), nb::arg().none());
    module.def("questions", &questions);
    module.def("params", &params);
    module.def("rules", &rules);
    module.def("export_run", &export_run);
}
