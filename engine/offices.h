// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The institutions of a place at work: they read their mail, and give their orders on their days.

#include "engine/act.h"
#include "engine/site.h"

namespace counterlife::engine {

template <class M> class Offices {
public:
    Offices(Partition<M>& partition, Site<M>& site) noexcept : partition_{partition}, site_{site} {}

    /// Before the run: each order is given its first day.
    void open()
    {
        for (RuleId rule = 0; rule < site_.context.rules.size(); ++rule)
            if (site_.context.rules[rule]->next)
                orders_.push_back({next_order(rule, site_.context.start), rule});
        plan();
    }

    /// Reads the letters to institutions, and takes them out.
    void read_mail(std::vector<Letter>& letters, Day day)
    {
        if (letters.empty()) return;
        const auto offices = std::partition(letters.begin(), letters.end(),
                                            [](const Letter& l) { return l.to >= first_life_id; });
        std::sort(offices, letters.end(), reads_before);
        for (auto letter = offices; letter != letters.end(); ++letter) {
            ++site_.journal.work.letters;
            if (!site_.context.on(letter->rule, day)) continue;
            OfficeAct<M> act{partition_, letter->to, letter->rule, day, letter->cause()};
            site_.context.rules[letter->rule]->receive(act, *letter);
            site_.write_down(act);
        }
        letters.erase(offices, letters.end());
    }

    void carry_out_orders(Day day)
    {
        if (day < next_order_) return;
        for (Order& order : orders_) {
            if (order.day != day) continue;
            const Rule<M>& rule = *site_.context.rules[order.rule];
            OfficeAct<M> act{partition_, office_id(site_.number, rule.office), order.rule, day, {}};
            rule.carry_out(act);
            site_.write_down(act);
            order.day = next_order(order.rule, day + 1);
        }
        plan();
    }

private:
    struct Order {
        Day day;
        RuleId rule;
    };

    Day next_order(RuleId rule, Day day) const
    {
        const RunContext<M>& context = site_.context;
        const InForce& force = context.in_force[rule];
        const Day next =
            context.rules[rule]->next(site_.place, context.numbers, std::max(day, force.from));
        return next < force.to ? next : no_day;
    }

    void plan() noexcept
    {
        next_order_ = no_day;
        for (const Order& order : orders_) next_order_ = std::min(next_order_, order.day);
    }

    Partition<M>& partition_;
    Site<M>& site_;
    std::vector<Order> orders_;
    Day next_order_ = no_day;
};

} // namespace counterlife::engine
