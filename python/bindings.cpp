// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// What Python calls: the functions behind the commands, without a terminal. Options come as they
// would be typed, so that one reader checks them for both.

#include "app/find_command.h"
#include "app/life_command.h"
#include "app/make_run.h"
#include "app/make_twin.h"
#include "study/find/found_tables.h"
#include "study/nation/live_again.h"
#include "study/record/read_run.h"
#include "study/record/version.h"

#include <arrow/c/bridge.h>
#include <nanobind/nanobind.h>
#include <nanobind/stl/filesystem.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/string_view.h>
#include <nanobind/stl/vector.h>

#include <array>
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

std::string twin(const std::string& base, const std::string& other, const std::string& replicates,
                 const std::vector<std::string>& outcomes, const nb::dict& typed,
                 const std::filesystem::path& data, nb::object told)
{
    const app::TwinOptions options{.base = base,
                                   .other = other,
                                   .replicates = replicates,
                                   .outcomes = outcomes,
                                   .run = run_options(typed)};
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
                                   .patterns = data.parent_path() / "patterns",
                                   .pattern = pattern,
                                   .like = like,
                                   .show = "100000000"};
    Caller caller{nb::none()};
    study::FoundTables tables =
        caller.without_python([&] { return study::tables_of(value_or_raise(app::find(request))); });
    return {Stream{std::move(tables.lives)}, Stream{std::move(tables.funnel)}};
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
    module.def("check_run",
               [](const std::filesystem::path& run) { value_or_raise(study::open_run(run)); });
    module.def("run", &run, nb::arg(), nb::arg(), nb::arg().none());
    module.def("twin", &twin, nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(),
               nb::arg().none());
    module.def("life", &life, nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(),
               nb::arg().none());
    module.def("find", &find);
}
