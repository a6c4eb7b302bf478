// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/record/partial_directory.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace counterlife::study::record {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view mark = ".partial-";

/// Opens and locks a directory: the descriptor, or negative if somebody else holds the lock.
int lock_directory(const fs::path& path)
{
    const int file = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0) return -1;
    if (::flock(file, LOCK_EX | LOCK_NB) == 0) return file;
    ::close(file);
    return -1;
}

bool is_number(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::vector<fs::path> remove_left_overs(const fs::path& target)
{
    std::vector<fs::path> removed;
    std::error_code error;
    const std::string prefix = target.filename().string() + std::string{mark};
    for (const auto& entry : fs::directory_iterator{target.parent_path(), error}) {
        const std::string name = entry.path().filename().string();
        if (!name.starts_with(prefix) || !is_number(name.substr(prefix.size()))) continue;
        const int lock = lock_directory(entry.path());
        if (lock < 0) continue;
        fs::remove_all(entry.path(), error);
        if (!error) removed.push_back(entry.path());
        ::close(lock);
    }
    return removed;
}

} // namespace

std::expected<PartialDirectory, Complaints> PartialDirectory::create(const fs::path& dir)
{
    Complaints complaints;
    std::error_code error;
    fs::path target = fs::absolute(dir, error).lexically_normal();
    if (!target.has_filename()) target = target.parent_path();
    const auto refuse = [&](std::string what) {
        complaints.add(dir.string(), std::move(what));
        return std::unexpected{std::move(complaints)};
    };
    if (dir.empty() || !target.has_filename())
        return refuse("found no name for a directory; allowed a new name, as in -o runs/first");
    if (fs::exists(fs::symlink_status(target, error)))
        return refuse("found there already; allowed a new name: choose one, or remove or rename "
                      "this first");
    if (!fs::is_directory(target.parent_path(), error))
        return refuse("found no directory " + in_quotes(target.parent_path().string()) +
                      " to make it in; make that first or choose another");

    std::vector<fs::path> removed = remove_left_overs(target);
    fs::path aside = target;
    aside += std::string{mark} + std::to_string(::getpid());
    if (::mkdir(aside.c_str(), 0777) != 0)
        return refuse(std::string{"found that it cannot be made: "} + std::strerror(errno) +
                      "; choose a directory that you may write to");
    // Where a disk knows no locks nobody can take this one either, and what is left stays.
    const int lock = lock_directory(aside);
    PartialDirectory made{std::move(target), std::move(aside), lock};
    made.removed_ = std::move(removed);
    return made;
}

PartialDirectory::PartialDirectory(fs::path target, fs::path path, int lock)
    : target_{std::move(target)}, path_{std::move(path)}, lock_{lock}
{
}

PartialDirectory::PartialDirectory(PartialDirectory&& other) noexcept
    : target_{std::move(other.target_)}, path_{std::move(other.path_)},
      lock_{std::exchange(other.lock_, -1)}, pending_{std::exchange(other.pending_, false)},
      removed_{std::move(other.removed_)}
{
}

PartialDirectory::~PartialDirectory()
{
    std::error_code error;
    if (pending_) fs::remove_all(path_, error);
    if (lock_ >= 0) ::close(lock_);
}

std::expected<void, std::string> PartialDirectory::put_in_place()
{
    const auto fail = [&](int error) {
        return std::unexpected{target_.string() + " could not be put in its place: " +
                               std::strerror(error) + ". Nothing is kept; run it again."};
    };
    if (const int error = flush_to_disk(path_)) return fail(error);
    if (::rename(path_.c_str(), target_.c_str()) != 0) return fail(errno);
    pending_ = false;
    // The run is whole already; on some systems its name cannot be flushed, and need not be.
    flush_to_disk(target_.parent_path());
    return {};
}

int flush_to_disk(const fs::path& path)
{
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return errno;
    const int error = ::fsync(file) == 0 ? 0 : errno;
    ::close(file);
    return error;
}

} // namespace counterlife::study::record
