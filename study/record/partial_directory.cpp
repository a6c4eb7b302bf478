// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/record/partial_directory.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstring>
#include <exception>
#include <fcntl.h>
#include <ranges>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>

namespace counterlife::study::record {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view mark = ".partial-";

/// In each directory that is being filled: whoever finds it knows that it is none of somebody's
/// own.
constexpr const char* own_mark = ".counterlife-unfinished";

/// All that is ever written into one.
constexpr std::array<std::string_view, 23> own_names{own_mark,
                                                     "run.toml",
                                                     "lives.parquet",
                                                     "events.parquet",
                                                     "series.parquet",
                                                     "report.html",
                                                     "twin.toml",
                                                     "twins.parquet",
                                                     "codebook.parquet",
                                                     "effects.parquet",
                                                     "answers.csv",
                                                     "answers.parquet",
                                                     "answers.txt",
                                                     "design.csv",
                                                     "institutions.parquet",
                                                     "columns.parquet",
                                                     "households.parquet",
                                                     "crossings.parquet",
                                                     "replicates.toml",
                                                     "replicates.parquet",
                                                     "index.html",
                                                     "answers_by_member.csv",
                                                     "answers_by_member.parquet"};

bool is_number(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Whether a file is one of ours, or was to become one: NAME.part, or NAME.<process>.part.
bool is_own_file(const fs::path& file)
{
    fs::path name = file.filename();
    if (name.extension() == ".part") {
        name = name.stem();
        if (const std::string last = name.extension().string();
            last.size() > 1 && is_number(std::string_view{last}.substr(1)))
            name = name.stem();
    }
    return std::ranges::find(own_names, name.string()) != own_names.end();
}

/// Whether a directory is one of the replicates that lie in another.
bool is_replicate(const fs::path& folder)
{
    std::error_code error;
    const std::string name = folder.filename().string();
    return name.starts_with(replicate_prefix) && is_number(name.substr(replicate_prefix.size())) &&
           fs::is_directory(fs::symlink_status(folder, error));
}

std::vector<fs::path> entries_of(const fs::path& folder)
{
    std::error_code error;
    std::vector<fs::path> entries;
    for (const auto& entry : fs::directory_iterator{folder, error}) entries.push_back(entry.path());
    return entries;
}

/// Removes documents from a folder and those in it, and whatever is empty then.
void remove_documents(const fs::path& folder)
{
    std::error_code error;
    if (!fs::is_directory(fs::symlink_status(folder, error))) return;
    for (const fs::path& entry : entries_of(folder)) {
        const bool is_file = fs::is_regular_file(fs::symlink_status(entry, error));
        if (is_file && (entry.extension() == ".json" || entry.extension() == ".part"))
            fs::remove(entry, error);
        else
            remove_documents(entry);
    }
    fs::remove(folder, error); // Not if somebody's own is in it.
}

/// Removes all that we write into a directory, replicates and all. The names of what stays.
std::vector<std::string> remove_all_own(const fs::path& folder)
{
    std::vector<std::string> inside;
    remove_documents(folder / documents_folder);
    for (const fs::path& entry : entries_of(folder)) {
        if (!is_replicate(entry)) continue;
        for (const std::string& name : remove_own_files(entry, is_own_file))
            inside.push_back((entry.filename() / name).string());
    }
    std::vector<std::string> kept = remove_own_files(folder, is_own_file);
    std::erase_if(kept, [&](const std::string& name) { return is_replicate(folder / name); });
    kept.insert(kept.end(), inside.begin(), inside.end());
    std::ranges::sort(kept);
    return kept;
}

struct Descriptor {
    int number;
    explicit Descriptor(int file) : number{file} {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor()
    {
        if (number >= 0) ::close(number);
    }
    int release() { return std::exchange(number, -1); }
};

int open_directory(const fs::path& path)
{
    return ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

enum class Lock { taken, of_another, none_here };

/// Some disks know no locks: there nobody can be told from the dead.
Lock try_lock(int file)
{
    if (file >= 0 && ::flock(file, LOCK_EX | LOCK_NB) == 0) return Lock::taken;
    return file >= 0 && errno == EWOULDBLOCK ? Lock::of_another : Lock::none_here;
}

/// Keeps others from making or clearing anything in a folder while this lives, which is not long.
/// False if somebody has kept it locked for much longer than that.
bool lock_for_a_moment(int folder)
{
    using namespace std::chrono_literals;
    constexpr int tries = 1000;
    for (int i = 0; i < tries; ++i) {
        if (try_lock(folder) != Lock::of_another) return true;
        std::this_thread::sleep_for(10ms);
    }
    return false;
}

/// The place that a name means, by the folder that it truly lies in.
fs::path target_of(const fs::path& dir)
{
    std::error_code error;
    fs::path path = fs::absolute(dir, error);
    while (path.has_relative_path() && (!path.has_filename() || path.filename() == "."))
        path = path.parent_path();
    if (path.filename() == "..") return fs::weakly_canonical(path, error);
    return fs::weakly_canonical(path.parent_path(), error) / path.filename();
}

void remove_folders(std::vector<fs::path>& folders)
{
    for (const fs::path& one : folders | std::views::reverse) ::rmdir(one.c_str());
    folders.clear();
}

/// Makes a folder and those above it, from the top. Those that it made.
std::vector<fs::path> make_folders(const fs::path& folder)
{
    std::vector<fs::path> missing;
    std::error_code error;
    for (fs::path one = folder; one.has_relative_path() && !fs::exists(one, error);
         one = one.parent_path())
        missing.push_back(one);
    std::vector<fs::path> made;
    for (const fs::path& one : missing | std::views::reverse)
        if (::mkdir(one.c_str(), 0777) == 0) made.push_back(one);
    return made;
}

std::string list_of(const std::vector<std::string>& names)
{
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : ", ") + in_quotes(name);
    return text;
}

/// The directories that this process is filling, for its last breath.
class Register {
public:
    /// With how many folders were made on the way.
    void add(const fs::path& path, std::size_t parents)
    {
        for (Entry& one : entries_) {
            if (one.path[0] != '\0' || path.native().size() >= one.path.size()) continue;
            path.native().copy(one.path.data(), one.path.size() - 1);
            one.parents = parents;
            return;
        }
    }
    void remove(const fs::path& path)
    {
        for (Entry& one : entries_)
            if (path.native() == one.path.data()) one = {};
    }
    void abandon()
    {
        for (Entry& one : entries_) {
            char* const path = one.path.data();
            const int folder = path[0] == '\0' ? -1 : ::open(path, O_RDONLY | O_DIRECTORY);
            if (folder < 0) continue;
            remove_replicates(folder);
            for (const std::string_view name : own_names) unlink_in(folder, name);
            ::rmdir(path);
            for (; one.parents > 0; --one.parents) {
                if (char* const slash = std::strrchr(path, '/')) *slash = '\0';
                ::rmdir(path);
            }
        }
    }

private:
    struct Entry {
        std::array<char, 4096> path{};
        std::size_t parents = 0;
    };

    static void remove_replicates(int folder)
    {
        for (int number = 1;; ++number) {
            std::array<char, 64> name{};
            replicate_prefix.copy(name.data(), replicate_prefix.size());
            std::to_chars(name.data() + replicate_prefix.size(), name.data() + name.size() - 1,
                          number);
            const int one = ::openat(folder, name.data(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
            if (one < 0) return;
            for (const std::string_view file : own_names) unlink_in(one, file);
            ::close(one);
            ::unlinkat(folder, name.data(), AT_REMOVEDIR);
        }
    }

    /// The file, and as it is called while it is being written.
    static void unlink_in(int folder, std::string_view name)
    {
        std::array<char, 64> part{};
        name.copy(part.data(), name.size());
        ::unlinkat(folder, part.data(), 0);
        std::string_view{".part"}.copy(part.data() + name.size(), 5);
        ::unlinkat(folder, part.data(), 0);
    }

    std::array<Entry, 4> entries_{};
};

Register& filling()
{
    static Register all;
    return all;
}

} // namespace

void abandon_partial_directories() noexcept
{
    filling().abandon();
}

std::vector<std::string> remove_own_files(const fs::path& folder,
                                          const std::function<bool(const fs::path&)>& is_ours)
{
    std::vector<std::string> kept;
    std::error_code error;
    for (const fs::path& file : entries_of(folder))
        if (!fs::is_regular_file(fs::symlink_status(file, error)) || !is_ours(file) ||
            ::unlink(file.c_str()) != 0)
            kept.push_back(file.filename().string());
    if (kept.empty()) ::rmdir(folder.c_str());
    std::ranges::sort(kept);
    return kept;
}

std::expected<PartialDirectory, Complaints> PartialDirectory::create(const fs::path& dir)
{
    PartialDirectory made;
    if (Complaints complaints = made.make(dir); !complaints.empty())
        return std::unexpected{std::move(complaints)};
    return made;
}

std::expected<PartialDirectory, Complaints> PartialDirectory::inside(const PartialDirectory& outer,
                                                                     const std::string& name)
{
    PartialDirectory made;
    made.target_ = outer.target_ / name;
    made.path_ = outer.path_ / name;
    made.is_inside_ = true;
    if (::mkdir(made.path_.c_str(), 0777) != 0) {
        Complaints complaints;
        complaints.add(made.target_.string(),
                       std::string{"found that it cannot be made: "} + std::strerror(errno));
        return std::unexpected{std::move(complaints)};
    }
    made.pending_ = true;
    return made;
}

Complaints PartialDirectory::make(const fs::path& dir)
{
    Complaints complaints;
    std::error_code error;
    target_ = target_of(dir);
    const auto refuse = [&](std::string what) {
        complaints.add(dir.string(), std::move(what));
        return complaints;
    };
    if (dir.empty() || !target_.has_filename())
        return refuse("found no name for a directory; allowed a new name, as in -o runs/first");
    if (fs::exists(fs::symlink_status(target_, error)))
        return refuse("found there already; allowed a new name: choose one, or remove or rename "
                      "this first");
    const fs::path parent = target_.parent_path();
    parents_ = make_folders(parent);
    if (!fs::is_directory(parent, error))
        return refuse("found no directory " + in_quotes(parent.string()) +
                      " to make it in; make that first or choose another");
    // From here on to the end of this nobody else clears left-overs, or makes what looks like one.
    const Descriptor door{open_directory(parent)};
    if (!lock_for_a_moment(door.number))
        return refuse("found " + in_quotes(parent.string()) +
                      " locked by another program; wait for that or choose another directory");
    if (std::string hindrance = clear_left_overs(); !hindrance.empty())
        return refuse(std::move(hindrance));
    if (std::string hindrance = make_aside(); !hindrance.empty())
        return refuse(std::move(hindrance));
    return complaints;
}

/// By its mark; or, for whoever was killed once that was taken away at the end, because there is
/// something in it and all of it is ours.
static bool is_of_our_making(const fs::path& folder)
{
    std::error_code error;
    if (fs::is_symlink(fs::symlink_status(folder, error))) return false;
    if (fs::exists(fs::symlink_status(folder / own_mark, error))) return true;
    const std::vector<fs::path> entries = entries_of(folder);
    return !entries.empty() && std::ranges::all_of(entries, [](const fs::path& entry) {
        return is_replicate(entry) ? std::ranges::all_of(entries_of(entry), is_own_file)
                                   : is_own_file(entry);
    });
}

std::string PartialDirectory::clear_left_overs()
{
    std::error_code error;
    const std::string prefix = target_.filename().string() + std::string{mark};
    std::vector<fs::path> left;
    for (const auto& entry : fs::directory_iterator{target_.parent_path(), error}) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with(prefix) && is_number(name.substr(prefix.size())) &&
            is_of_our_making(entry.path()))
            left.push_back(entry.path());
    }
    std::ranges::sort(left);
    for (const fs::path& one : left) {
        const Descriptor directory{open_directory(one)};
        const Lock lock = try_lock(directory.number);
        if (lock == Lock::of_another)
            return "found that another process is writing it, in " + in_quotes(one.string()) +
                   "; allowed a name that nobody writes to: choose another, or wait";
        if (lock == Lock::none_here) continue;
        const auto kept = remove_all_own(one);
        removed_.push_back("removed what a killed process had left: " + one.string() +
                           (kept.empty() ? "" : ", but for what it had not written: ") +
                           list_of(kept));
    }
    return {};
}

std::string PartialDirectory::make_aside()
{
    // A name of somebody's own may be in the way.
    constexpr int tries = 100;
    for (int i = 0; i < tries; ++i) {
        path_ = target_;
        path_ += std::string{mark} + std::to_string(::getpid()) + (i == 0 ? "" : std::to_string(i));
        if (::mkdir(path_.c_str(), 0777) == 0) break;
        if (errno != EEXIST || i + 1 == tries)
            return std::string{"found that it cannot be made: "} + std::strerror(errno) +
                   "; choose a directory that you may write to";
    }
    pending_ = true;
    filling().add(path_, parents_.size());
    Descriptor directory{open_directory(path_)};
    // Where a disk knows no locks nobody can take this one either, and what is left stays.
    if (try_lock(directory.number) == Lock::taken) lock_ = directory.release();
    const Descriptor sign{
        ::open((path_ / own_mark).c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644)};
    if (sign.number < 0)
        return std::string{"found that it cannot be written to: "} + std::strerror(errno) +
               "; choose another directory";
    return {};
}

PartialDirectory::PartialDirectory(PartialDirectory&& other) noexcept
    : target_{std::move(other.target_)}, path_{std::move(other.path_)},
      parents_{std::exchange(other.parents_, {})}, lock_{std::exchange(other.lock_, -1)},
      pending_{std::exchange(other.pending_, false)}, is_inside_{other.is_inside_},
      removed_{std::move(other.removed_)}
{
}

PartialDirectory::~PartialDirectory()
{
    try {
        if (pending_) remove_all_own(path_);
        if (pending_) filling().remove(path_);
        remove_folders(parents_);
    } catch (const std::exception&) {
        pending_ = false; // What is left is removed by the next one.
    }
    if (lock_ >= 0) ::close(lock_);
}

std::expected<void, std::string> PartialDirectory::put_in_place()
{
    const auto fail = [&](int error) {
        return std::unexpected{target_.string() + " could not be put in its place: " +
                               std::strerror(error) + ". Nothing is kept; run it again."};
    };
    if (is_inside_) {
        if (const int error = flush_to_disk(path_)) return fail(error);
        pending_ = false;
        return {};
    }
    if (::unlink((path_ / own_mark).c_str()) != 0) return fail(errno);
    if (const int error = flush_to_disk(path_)) return fail(error);
    if (::renameat2(AT_FDCWD, path_.c_str(), AT_FDCWD, target_.c_str(), RENAME_NOREPLACE) != 0) {
        // Not every disk can promise that: an empty directory of that name is replaced there.
        if (errno != EINVAL && errno != ENOSYS) return fail(errno);
        if (::rename(path_.c_str(), target_.c_str()) != 0) return fail(errno);
    }
    pending_ = false;
    filling().remove(path_);
    parents_.clear();
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
