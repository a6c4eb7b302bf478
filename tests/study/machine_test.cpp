// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/nation/machine.h"
#include "study/nation/memory_need.h"
#include "study/nation/side_by_side.h"

#include "tests/study/small_data.h"

#include <gtest/gtest.h>
#include <sched.h>

#include <algorithm>
#include <stdexcept>

namespace counterlife::study::nation {
namespace {

/// A system whose control groups are of the second version, as they look in a container or not.
void second_version(const Folder& system, const std::string& mounted, const std::string& own)
{
    system.write("proc/self/cgroup", "0::" + own + "\n");
    system.write("proc/self/mountinfo",
                 "22 1 0:20 / /proc rw - proc proc rw\n30 23 0:26 " + mounted +
                     " /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw\n");
}

int cores_bound_to()
{
    cpu_set_t bound;
    sched_getaffinity(0, sizeof bound, &bound);
    return CPU_COUNT(&bound);
}

std::vector<MemoryLimit> group_limits(const Folder& system)
{
    auto limits = memory_limits(system.path());
    std::erase_if(limits, [](const MemoryLimit& one) {
        return one.which.find("control group") == std::string::npos;
    });
    return limits;
}

TEST(Machine, without_control_groups_gives_the_cores_that_the_process_is_bound_to)
{
    const Folder system;
    EXPECT_EQ(usable_cores(system.path()), cores_bound_to());
    EXPECT_TRUE(group_limits(system).empty());
}

TEST(Machine, gives_no_more_threads_than_its_group_has_time_for)
{
    const Folder system;
    second_version(system, "/", "/a/b");
    system.write("sys/fs/cgroup/a/b/cpu.max", "max 100000\n");
    EXPECT_EQ(usable_cores(system.path()), cores_bound_to());
    system.write("sys/fs/cgroup/a/b/cpu.max", "50000 100000\n");
    EXPECT_EQ(usable_cores(system.path()), 1) << "half a core is worth a thread";
    system.write("sys/fs/cgroup/a/b/cpu.max", "101000 100000\n");
    EXPECT_EQ(usable_cores(system.path()), std::min(2, cores_bound_to()));
    system.write("sys/fs/cgroup/a/cpu.max", "100000 100000\n");
    EXPECT_EQ(usable_cores(system.path()), 1) << "a group has no more than the one it lies in";
}

TEST(Machine, reads_groups_of_the_first_version)
{
    const Folder system;
    system.write("proc/self/cgroup", "4:memory:/docker/x\n3:cpu,cpuacct:/docker/x\n0::/\n");
    system.write("proc/self/mountinfo",
                 "31 23 0:27 /docker/x /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n"
                 "32 23 0:28 /docker/x /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu,cpuacct\n");
    system.write("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1\n");
    system.write("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n");
    EXPECT_EQ(usable_cores(system.path()), cores_bound_to());
    system.write("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "100000\n");
    EXPECT_EQ(usable_cores(system.path()), 1);

    system.write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
    EXPECT_TRUE(group_limits(system).empty()) << "as it says that there is no limit";
    system.write("sys/fs/cgroup/memory/memory.limit_in_bytes", "1073741824\n");
    ASSERT_EQ(group_limits(system).size(), 1U);
    EXPECT_EQ(group_limits(system).front().bytes, 1073741824);
}

TEST(Machine, has_the_memory_of_every_group_that_the_process_lies_in)
{
    const Folder system;
    second_version(system, "/pod", "/pod/a");
    system.write("sys/fs/cgroup/memory.max", "200000000\n");
    system.write("sys/fs/cgroup/a/memory.max", "max\n");
    ASSERT_EQ(group_limits(system).size(), 1U);
    EXPECT_EQ(group_limits(system).front().bytes, 200'000'000);
    EXPECT_NE(group_limits(system).front().which.find("memory.max"), std::string::npos);
    EXPECT_EQ(memory_limit(system.path()).bytes, 200'000'000) << "the least of all";
}

TEST(MemoryNeed, grows_with_lives_years_events_and_worlds)
{
    const RunRequest whole{.scale = {1}, .sample = {.one_in = 1}};
    RunRequest other = whole;
    const std::int64_t all = memory_needed(whole);
    other.sample.one_in = 0;
    EXPECT_LT(memory_needed(other), all);
    other = whole;
    other.to = engine::day_of(1960);
    EXPECT_LT(memory_needed(other), all);
    other = whole;
    other.scale = {10};
    EXPECT_LT(memory_needed(other), all / 8);
    EXPECT_GT(memory_needed(other), all / 12);
    EXPECT_GT(memory_needed(whole, 3), memory_needed(whole, 2));
    EXPECT_GT(memory_needed(whole, 2), all);
}

TEST(MemoryNeed, that_no_machine_has_is_refused_with_the_figure_and_the_limit)
{
    const RunRequest request{.scale = {1}};
    EXPECT_EQ(what_is_lacking(1'000'000, request), "");
    const std::string said = what_is_lacking(std::int64_t{1} << 60, request);
    EXPECT_NE(said.find("1152921504.6 GB"), std::string::npos) << said;
    EXPECT_NE(said.find("at 1:1 until 2025-12-31"), std::string::npos) << said;
}

TEST(SideBySide, what_a_worker_throws_comes_to_whoever_asked)
{
    const auto work = [](int) {
        return [](std::size_t piece) {
            if (piece == 17) throw std::runtime_error{"seventeen"};
        };
    };
    EXPECT_THROW(side_by_side(100, 4, work), std::runtime_error);
}

} // namespace
} // namespace counterlife::study::nation
