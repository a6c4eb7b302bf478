// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/record/aside_file.h"

#include "study/record/parquet_file.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace counterlife::study::record {
namespace {

constexpr std::size_t at_a_time = std::size_t{1} << 16;

/// Some file systems make no file without a name: there it has one for a moment.
int nameless(const std::filesystem::path& folder)
{
    const int file = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (file >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != ENOENT)) return file;
    std::string name = (folder / "aside-XXXXXX").string();
    const int named = ::mkostemp(name.data(), O_CLOEXEC);
    if (named >= 0) ::unlink(name.c_str());
    return named;
}

} // namespace

std::expected<AsideFile, std::string> AsideFile::create(const std::filesystem::path& folder,
                                                        std::filesystem::path shown)
{
    AsideFile file;
    file.shown_ = std::move(shown);
    file.file_ = nameless(folder);
    if (file.file_ < 0) return std::unexpected{write_failure(file.shown_, std::strerror(errno))};
    return file;
}

AsideFile::AsideFile(AsideFile&& other) noexcept
    : shown_{std::move(other.shown_)}, waiting_{std::move(other.waiting_)},
      written_{other.written_}, file_{std::exchange(other.file_, -1)}
{
}

AsideFile& AsideFile::operator=(AsideFile&& other) noexcept
{
    std::swap(shown_, other.shown_);
    std::swap(waiting_, other.waiting_);
    std::swap(written_, other.written_);
    std::swap(file_, other.file_);
    return *this;
}

AsideFile::~AsideFile()
{
    if (file_ >= 0) ::close(file_);
}

AsideFile::Outcome AsideFile::flush()
{
    for (std::size_t at = 0; at < waiting_.size();) {
        const ssize_t written = ::write(file_, waiting_.data() + at, waiting_.size() - at);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return std::unexpected{write_failure(shown_, std::strerror(errno))};
        at += static_cast<std::size_t>(written);
    }
    written_ += waiting_.size();
    waiting_.clear();
    return {};
}

std::expected<std::size_t, std::string> AsideFile::read(std::uint64_t from,
                                                        std::span<std::byte> into) const
{
    std::size_t got = 0;
    while (got < into.size()) {
        const ssize_t some =
            ::pread(file_, into.data() + got, into.size() - got, static_cast<off_t>(from + got));
        if (some < 0 && errno == EINTR) continue;
        if (some < 0) return std::unexpected{write_failure(shown_, std::strerror(errno))};
        if (some == 0) break;
        got += static_cast<std::size_t>(some);
    }
    return got;
}

bool AsideReader::has_more(std::size_t bytes)
{
    if (!trouble_.empty()) return false;
    if (bytes_.size() - at_ >= bytes) return true;
    if (next_ < end_) {
        bytes_.erase(bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(at_));
        at_ = 0;
        const std::size_t had = bytes_.size();
        const auto more = static_cast<std::size_t>(
            std::min<std::uint64_t>(end_ - next_, std::max(at_a_time, bytes)));
        bytes_.resize(had + more);
        const auto got = file_->read(next_, std::span{bytes_}.subspan(had));
        if (!got || *got != more) {
            trouble_ = got ? "what was put aside of the run is gone" : got.error();
            return false;
        }
        next_ += more;
    }
    return bytes_.size() > at_;
}

} // namespace counterlife::study::record
