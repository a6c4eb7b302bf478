// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "examples/epidemic/plain.h"

#include <limits>
#include <queue>
#include <random>

namespace counterlife::epidemic {

namespace {

constexpr double at_no_time = std::numeric_limits<double>::infinity();

double days_of(Time time) noexcept
{
    return time == never ? at_no_time : in_days(time);
}

class Plain {
public:
    Plain(const Numbers& numbers, std::int64_t hosts, int days, std::uint64_t seed)
        : numbers_{numbers}, end_(days), luck_{seed}, hosts_(static_cast<std::size_t>(hosts))
    {
        series_.hosts = hosts;
        series_.days.resize(static_cast<std::size_t>(days));
        for (std::uint32_t number = 0; number < hosts_.size(); ++number) enter(number);
    }

    Series run()
    {
        while (!queue_.empty()) {
            const Event event = queue_.top();
            queue_.pop();
            if (event.what == What::contact) meet(event);
            if (event.what == What::change) change(event);
            if (event.what == What::phase) begin_next_phase(event);
        }
        return series_;
    }

private:
    enum class What : std::uint8_t { phase, contact, change };
    struct Event {
        double at;
        std::uint32_t host;
        What what;
        friend bool operator<(const Event& a, const Event& b) { return a.at > b.at; }
    };
    struct Host {
        std::vector<std::uint32_t> links;
        Phase phase = Phase::susceptible;
        bool infected = false; ///< and the latent phase has not begun
    };

    double uniform() { return std::uniform_real_distribution<double>{}(luck_); }
    bool takes(const Chance& chance) { return uniform() < chance.value(); }
    Count& today(double at) { return series_.days[static_cast<std::size_t>(at)]; }

    void plan(double at, std::uint32_t host, What what)
    {
        if (at < end_) queue_.push({at, host, what});
    }
    void plan_next(double now, std::uint32_t host, What what)
    {
        const Time mean =
            what == What::contact ? numbers_.contact_interval : numbers_.change_interval;
        plan(now + 2 * days_of(mean) * uniform(), host, what);
    }

    void link_somebody(std::uint32_t host)
    {
        const auto other =
            static_cast<std::uint32_t>(uniform() * static_cast<double>(hosts_.size()));
        auto& links = hosts_[host].links;
        if (other != host && std::ranges::find(links, other) == links.end()) links.push_back(other);
    }
    void enter(std::uint32_t host)
    {
        if (takes(numbers_.initial)) infect(host, 0);
        plan_next(0, host, What::contact);
        plan_next(0, host, What::change);
        for (int link = 0; link < numbers_.links; ++link) link_somebody(host);
    }

    void infect(std::uint32_t host, double now)
    {
        if (std::exchange(hosts_[host].infected, true)) return;
        plan(now, host, What::phase);
    }
    void meet(const Event& event)
    {
        const auto can_infect = [&](std::uint32_t from, std::uint32_t to) {
            return hosts_[from].phase == Phase::infectious &&
                   hosts_[to].phase == Phase::susceptible;
        };
        for (const std::uint32_t other : hosts_[event.host].links) {
            if (can_infect(event.host, other)) {
                if (takes(numbers_.transmission)) infect(other, event.at);
            } else if (can_infect(other, event.host)) {
                if (takes(numbers_.transmission)) infect(event.host, event.at);
            }
        }
        ++today(event.at).contacts;
        plan_next(event.at, event.host, What::contact);
    }

    void begin_next_phase(const Event& event)
    {
        Host& host = hosts_[event.host];
        host.phase = next(host.phase);
        host.infected = false;
        series_.enter(host.phase, static_cast<Time>(event.at * one_day));
        plan(event.at + days_of(numbers_.lasts(host.phase)), event.host, What::phase);
    }

    void change(const Event& event)
    {
        Host& host = hosts_[event.host];
        const auto drops = [&](std::uint32_t other) {
            return host.phase != Phase::infectious && hosts_[other].phase == Phase::infectious &&
                   takes(numbers_.drop);
        };
        const std::size_t dropped = std::erase_if(host.links, drops);
        for (std::size_t i = 0; i < dropped; ++i) link_somebody(event.host);
        today(event.at).dropped += static_cast<std::int64_t>(dropped);
        ++today(event.at).changes;
        plan_next(event.at, event.host, What::change);
    }

    const Numbers& numbers_;
    double end_;
    std::mt19937_64 luck_;
    std::vector<Host> hosts_;
    std::priority_queue<Event> queue_;
    Series series_;
};

} // namespace

Series run_plainly(const Numbers& numbers, std::int64_t hosts, int days, std::uint64_t seed)
{
    return Plain{numbers, hosts, days, seed}.run();
}

} // namespace counterlife::epidemic
