// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "app/page_export.h"

#include "study/record/partial_directory.h"
#include "study/text/json.h"
#include "study/text/whole_file.h"

#include <arrow/util/base64.h>
#include <arrow/util/compression.h>
#include <fmt/format.h>

#include <optional>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace counterlife::app {
namespace {

namespace fs = std::filesystem;

using Outcome = std::expected<void, Trouble>;

/// Where documents go.
class Shelf {
public:
    virtual ~Shelf() = default;
    virtual Outcome add(const std::string& path, const std::string& text) = 0;
    /// The bytes written.
    virtual std::expected<std::uint64_t, Trouble> finish() = 0;
};

std::unexpected<Trouble> failed_with(std::string sentence)
{
    return std::unexpected{Trouble{.bad_input = {}, .sentence = std::move(sentence)}};
}

/// All of them in one page.
class OnePage : public Shelf {
public:
    OnePage(fs::path out, std::string page) : out_{std::move(out)}, page_{std::move(page)} {}

    Outcome add(const std::string& path, const std::string& text) override
    {
        all_.field(json_text(path), text.ends_with('\n') ? text.substr(0, text.size() - 1) : text);
        return {};
    }

    std::expected<std::uint64_t, Trouble> finish() override
    {
        const auto mark = page_.find(documents_mark);
        page_.replace(mark, documents_mark.size(), packed(all_.done()));
        if (auto written = write_whole_file(out_, page_); !written)
            return failed_with(written.error());
        return page_.size();
    }

private:
    fs::path out_;
    std::string page_;
    Json all_{'{'};
};

/// A file each, beside a page with none.
class Folder : public Shelf {
public:
    Folder(record::PartialDirectory directory, std::string page)
        : directory_{std::move(directory)}, page_{std::move(page)}
    {
    }

    Outcome add(const std::string& path, const std::string& text) override
    {
        return write(fs::path{record::documents_folder} / path, text);
    }

    std::expected<std::uint64_t, Trouble> finish() override
    {
        page_.replace(page_.find(documents_mark), documents_mark.size(), "");
        if (auto written = write("index.html", page_); !written)
            return std::unexpected{written.error()};
        if (auto placed = directory_.put_in_place(); !placed) return failed_with(placed.error());
        return bytes_;
    }

private:
    Outcome write(const fs::path& name, const std::string& text)
    {
        const fs::path path = directory_.path() / name;
        std::error_code error;
        fs::create_directories(path.parent_path(), error);
        if (auto written = write_whole_file(path, text); !written)
            return failed_with(written.error());
        bytes_ += text.size();
        return {};
    }

    record::PartialDirectory directory_;
    std::string page_;
    std::uint64_t bytes_ = 0;
};

/// Copies documents to a shelf and counts them.
class Copying {
public:
    Copying(Documents& documents, Shelf& shelf) : documents_{&documents}, shelf_{&shelf} {}

    Outcome add(const std::string& path) { return put(path, documents_->document(path)); }

    Outcome put(const std::string& path, const std::expected<std::string, Complaints>& text)
    {
        if (!text) return std::unexpected{Trouble{.bad_input = text.error()}};
        ++count_;
        return shelf_->add(path, *text);
    }

    /// The account, what led to each of its lines, and the twin.
    Outcome add_life(PersonNumber person, bool twin)
    {
        Outcome done = add(fmt::format("lives/{}.json", person));
        const auto lines = documents_->lines_of(person);
        if (!lines) return std::unexpected{Trouble{.bad_input = lines.error()}};
        for (const std::size_t event : *lines)
            if (done) done = add(fmt::format("why/{}/{}.json", person, event));
        if (done && twin) done = add(fmt::format("twins/{}.json", person));
        return done;
    }

    std::size_t count() const { return count_; }

private:
    Documents* documents_;
    Shelf* shelf_;
    std::size_t count_ = 0;
};

std::expected<ExportedPage, Trouble> fill(Documents& documents, const PageExport& wanted,
                                          Shelf& shelf)
{
    Copying copying{documents, shelf};
    Outcome done = copying.put("run.json", documents.run_of_export(wanted.lives));
    for (const char* path : {"nation.json", "rules.json", "sure.json", "questions.json"})
        if (done) done = copying.add(path);
    if (done && wanted.twins) done = copying.add("worlds.json");
    std::size_t lives = 0;
    for (const PersonNumber person : wanted.lives) {
        if (wanted.cancelled && wanted.cancelled())
            return failed_with("It was interrupted; nothing is written.");
        if (done) done = copying.add_life(person, wanted.twins);
        if (!done) return std::unexpected{done.error()};
        if (wanted.progress) wanted.progress(++lives);
    }
    if (!done) return std::unexpected{done.error()};
    const auto bytes = shelf.finish();
    if (!bytes) return std::unexpected{bytes.error()};
    return ExportedPage{.documents = copying.count(), .bytes = *bytes};
}

} // namespace

bool is_one_page(const fs::path& out)
{
    return out.extension() == ".html";
}

std::string packed(std::string_view json)
{
    const auto text = [&](auto result) {
        if (!result.ok()) throw std::runtime_error{result.status().message()};
        return std::move(result).ValueUnsafe();
    };
    const auto codec = text(arrow::util::Codec::Create(arrow::Compression::GZIP));
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(json.data());
    const auto size = static_cast<std::int64_t>(json.size());
    std::string into(static_cast<std::size_t>(codec->MaxCompressedLen(size, bytes)), '\0');
    const std::int64_t got =
        text(codec->Compress(size, bytes, static_cast<std::int64_t>(into.size()),
                             reinterpret_cast<std::uint8_t*>(into.data())));
    into.resize(static_cast<std::size_t>(got));
    return arrow::util::base64_encode(into);
}

std::expected<ExportedPage, Trouble> export_page(Documents& documents, const PageExport& wanted)
{
    if (is_one_page(wanted.out)) {
        OnePage page{wanted.out, wanted.page};
        return fill(documents, wanted, page);
    }
    auto directory = record::PartialDirectory::create(wanted.out);
    if (!directory) return std::unexpected{Trouble{.bad_input = directory.error()}};
    Folder folder{std::move(*directory), wanted.page};
    return fill(documents, wanted, folder);
}

} // namespace counterlife::app
