// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/nation/machine.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <condition_variable>
#include <fstream>
#include <mutex>
#include <sched.h>
#include <sstream>
#include <string_view>
#include <sys/resource.h>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace counterlife::study::nation {
namespace {

namespace fs = std::filesystem;

std::string first_line(const fs::path& path)
{
    std::string line;
    std::ifstream file{path};
    std::getline(file, line);
    return line;
}

/// Whole numbers that a line begins with, divided by blanks.
std::vector<std::int64_t> numbers_in(const std::string& line)
{
    std::vector<std::int64_t> numbers;
    std::istringstream words{line};
    for (std::int64_t number = 0; words >> number;) numbers.push_back(number);
    return numbers;
}

std::vector<std::string> parts_of(const std::string& text, char mark)
{
    std::vector<std::string> parts;
    std::istringstream all{text};
    for (std::string part; std::getline(all, part, mark);) parts.push_back(part);
    return parts;
}

bool has(const std::vector<std::string>& words, const std::string& word)
{
    return std::ranges::find(words, word) != words.end();
}

/// Where the groups of a controller are mounted, and which group that is. Without a name it is the
/// one tree of the second version.
struct Mount {
    fs::path point;
    std::string group;
};

std::optional<Mount> mount_of(const fs::path& root, const std::string& controller)
{
    std::ifstream file{root / "proc/self/mountinfo"};
    for (std::string line; std::getline(file, line);) {
        const std::size_t dash = line.find(" - ");
        if (dash == std::string::npos) continue;
        const auto before = parts_of(line.substr(0, dash), ' ');
        const auto after = parts_of(line.substr(dash + 3), ' ');
        if (before.size() < 5 || after.size() < 3) continue;
        const bool is_it = controller.empty()
                               ? after[0] == "cgroup2"
                               : after[0] == "cgroup" && has(parts_of(after[2], ','), controller);
        if (is_it) return Mount{root / fs::path{before[4]}.relative_path(), before[3]};
    }
    return std::nullopt;
}

/// The group of this process for a controller.
std::optional<std::string> own_group(const fs::path& root, const std::string& controller)
{
    std::ifstream file{root / "proc/self/cgroup"};
    for (std::string line; std::getline(file, line);) {
        const std::size_t first = line.find(':'), second = line.find(':', first + 1);
        if (second == std::string::npos) continue;
        const std::string names = line.substr(first + 1, second - first - 1);
        if (controller.empty() ? names.empty() : has(parts_of(names, ','), controller))
            return line.substr(second + 1);
    }
    return std::nullopt;
}

/// The folders of the group of this process and of all that it lies in, as far as they are seen.
std::vector<fs::path> group_folders(const fs::path& root, const std::string& controller)
{
    const auto mount = mount_of(root, controller);
    auto group = own_group(root, controller);
    if (!mount || !group) return {};
    // What is mounted may be a group itself, as in a container.
    if (mount->group != "/" && group->starts_with(mount->group))
        group = group->substr(mount->group.size());
    std::vector<fs::path> folders{mount->point};
    for (const std::string& name : parts_of(*group, '/')) {
        if (name.empty() || name == "..") continue;
        folders.push_back(folders.back() / name);
    }
    return folders;
}

/// Cores' worth of time, in the words of either version; none: no limit.
std::optional<double> quota_in(const fs::path& folder)
{
    auto numbers = numbers_in(first_line(folder / "cpu.max"));
    if (numbers.size() < 2) {
        numbers = numbers_in(first_line(folder / "cpu.cfs_quota_us") + " " +
                             first_line(folder / "cpu.cfs_period_us"));
        if (numbers.size() < 2) return std::nullopt;
    }
    if (numbers[0] <= 0 || numbers[1] <= 0) return std::nullopt;
    return static_cast<double>(numbers[0]) / static_cast<double>(numbers[1]);
}

void add_group_limits(const fs::path& root, std::vector<MemoryLimit>& limits)
{
    constexpr std::int64_t unlimited = std::int64_t{1} << 60;
    for (const auto& [controller, name] :
         {std::pair{"", "memory.max"}, std::pair{"memory", "memory.limit_in_bytes"}})
        for (const fs::path& folder : group_folders(root, controller)) {
            const auto numbers = numbers_in(first_line(folder / name));
            if (numbers.empty() || numbers[0] >= unlimited) continue;
            limits.push_back(
                {.bytes = numbers[0],
                 .which = "the limit of its control group, " + (folder / name).string()});
        }
}

void add_own_limit(int resource, const char* which, std::vector<MemoryLimit>& limits)
{
    rlimit limit{};
    if (::getrlimit(static_cast<__rlimit_resource>(resource), &limit) != 0) return;
    if (limit.rlim_cur == RLIM_INFINITY) return;
    limits.push_back({.bytes = static_cast<std::int64_t>(limit.rlim_cur), .which = which});
}

} // namespace

int usable_cores(const fs::path& root)
{
    cpu_set_t bound;
    CPU_ZERO(&bound);
    double cores = ::sched_getaffinity(0, sizeof bound, &bound) == 0
                       ? CPU_COUNT(&bound)
                       : std::max(1u, std::thread::hardware_concurrency());
    for (const char* controller : {"", "cpu"})
        for (const fs::path& folder : group_folders(root, controller))
            if (const auto quota = quota_in(folder)) cores = std::min(cores, *quota);
    // Part of a core is worth a thread: the others wait for it no longer than it lacks.
    return std::max(1, static_cast<int>(std::ceil(cores)));
}

std::vector<MemoryLimit> memory_limits(const fs::path& root)
{
    std::vector<MemoryLimit> limits;
    add_own_limit(RLIMIT_AS, "the limit on its address space, as ulimit -v sets it", limits);
    add_own_limit(RLIMIT_DATA, "the limit on its data, as ulimit -d sets it", limits);
    add_group_limits(root, limits);
    limits.push_back({.bytes = ::sysconf(_SC_PHYS_PAGES) * ::sysconf(_SC_PAGESIZE),
                      .which = "the memory of this machine"});
    return limits;
}

MemoryLimit memory_limit(const fs::path& root)
{
    return std::ranges::min(memory_limits(root), {}, &MemoryLimit::bytes);
}

std::string bytes_text(std::int64_t bytes)
{
    const auto amount = static_cast<double>(bytes);
    return bytes < 1'000'000'000 ? fmt::format("{:.0f} MB", amount / 1e6)
                                 : fmt::format("{:.1f} GB", amount / 1e9);
}

int threads_there(int wanted)
{
    std::mutex door;
    std::condition_variable opened;
    bool open = false;
    std::vector<std::jthread> others;
    others.reserve(static_cast<std::size_t>(wanted));
    try {
        while (static_cast<int>(others.size()) + 1 < wanted)
            others.emplace_back([&] {
                std::unique_lock waiting{door};
                opened.wait(waiting, [&] { return open; });
            });
    } catch (const std::system_error&) { // That was one more than there can be.
    }
    const std::lock_guard alone{door};
    open = true;
    opened.notify_all();
    return static_cast<int>(others.size()) + 1;
}

} // namespace counterlife::study::nation
