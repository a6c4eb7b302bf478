// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// A petition to be sent home.
//
// When indignation and fear together pass a limit, a worker bound by an order asks the committee to
// be sent home. It refuses and gives the petitioner a label, a staff meeting scolds, and from
// anywhere but the worst place the labelled are sent to a worse one.
//
//   BELIEF-05 voice comes first, when indignation and fear pass a limit
//   LABOUR-08 the answer is refusal, and the label of a policy derelict
//   LABOUR-09 a full staff meeting scolds, and others take note
//   LABOUR-10 from the coal mines nobody can be sent anywhere worse
//   LABOUR-11 for a month at least nothing more is tried, and petitions are not repeated
//   PRIV-05   no petition has ever been a lawful way out
//   data/labour/policy.csv: petition, petition_threshold, repeat_petition, witness_deterrence,
//   scolding_loss, floor_deterrence, cooldown, banishment_days

#include "model/labour/petition.h"
#include "model/belief/belief.h"
#include "model/claims.h"
#include "model/household/household.h"
#include "model/journal/words.h"
#include "model/labour/grounds.h"
#include "model/labour/labour.h"
#include "model/labour/numbers.h"
#include "model/nation.h"
#include "model/offices.h"
#include "model/party/numbers.h"
#include "model/party/party.h"

namespace counterlife::model {

const std::array<Scalar, PolicyFamily::count> PolicyFamily::table = in_order<PolicyFamily::count>({
    {PolicyFamily::response, "policy.response", "", "count", 0, 2,
     "how a shortage is answered: 0 not at all, 1 with hands, 2 with equipment"},
    {PolicyFamily::men_factor, "policy.men_factor", "", "ratio", 0, 10,
     "how the number of men in an order is multiplied"},
    {PolicyFamily::member_weight, "policy.member_weight", "", "weight", 0.01, 100,
     "a member's chance of being chosen, to another's"},
    {PolicyFamily::appeal, "policy.appeal", "", "share", 0, 1,
     "appeals granted, where appeals are heard"},
    {PolicyFamily::term_if_ended, "policy.term_if_ended", "", "years", 0.1, 50,
     "length of an assignment, where it has an end"},
    {PolicyFamily::exhortation, "policy.exhortation", "", "share", 0, 1,
     "zeal that the exhortation on arrival adds"},
    {PolicyFamily::petition, "policy.petition", "", "per_year", 0, 20,
     "rate of petitions at the highest discontent"},
    {PolicyFamily::petition_threshold, "policy.petition_threshold", "", "share", 0, 1,
     "discontent below which nobody petitions"},
    {PolicyFamily::repeat_petition, "policy.repeat_petition", "", "ratio", 0, 1,
     "rate of a second petition, to the first"},
    {PolicyFamily::witness_deterrence, "policy.witness_deterrence", "", "share", 0, 1,
     "petitions that a scolding seen by others prevents"},
    {PolicyFamily::scolding_loss, "policy.scolding_loss", "", "share", 0, 1,
     "regard that the scolded lose"},
    {PolicyFamily::floor_deterrence, "policy.floor_deterrence", "", "share", 0, 1,
     "petitions that the fear of a worse place prevents"},
    {PolicyFamily::cooldown, "policy.cooldown", "", "months", 0, 60,
     "time from one attempt to the next at least"},
    {PolicyFamily::absconding, "policy.absconding", "", "per_year", 0, 20,
     "rate of leaving without leave at the highest discontent"},
    {PolicyFamily::shock_factor, "policy.shock_factor", "", "ratio", 1, 100,
     "how much likelier it is in the months after many have died"},
    {PolicyFamily::ladder, "policy.ladder", "", "share", 0, 1,
     "how strictly the milder ways out are tried first"},
    {PolicyFamily::fear_of_deaths, "policy.fear_of_deaths", "", "weight", 0, 1000,
     "fear for each death a year among a hundred miners"},
    {PolicyFamily::fear_of_shock, "policy.fear_of_shock", "", "share", 0, 1,
     "fear that many deaths at once leave behind"},
    {PolicyFamily::absconding_least, "policy.absconding_least", "", "share", 0, 1,
     "rate of leaving without leave without any discontent, to the highest"},
    {PolicyFamily::scolding_months, "policy.scolding_months", "", "months", 1, 120,
     "for which a staff remembers a scolding, on average"},
    {PolicyFamily::banishment_days, "policy.banishment_days", "", "days", 2, 3650,
     "from the label to being sent to a worse place"},
});

namespace labour {

namespace {

using Family = PolicyFamily;

Bound petition_ceiling(const View& view, engine::Instant from)
{
    return {PerYear{view.numbers.policy.highest(from.day)[Family::petition]},
            PolicyNumbers::until(from.day)};
}

template <class Given> double asking(const View& view, engine::Instant at, const Given& given)
{
    const auto& claims = view.numbers.claims;
    const Career& career = view.life.career;
    const auto& p = view.numbers.policy.at(at.day);
    const double discontent = level_of(belief::discontent_of(view, at.day), given);
    const double threshold = p[Family::petition_threshold];
    double rate = p[Family::petition] * std::max(0.0, discontent - threshold) / (1 - threshold);
    if (career.petitioned && claims.on(Claim::labour_11, at.day))
        rate *= given(Ground::petitioned, p[Family::repeat_petition], 1);
    if (claims.on(Claim::labour_09, at.day) && view.place.labour.scoldings_known > 0)
        rate *= given(Ground::scolding, 1 - p[Family::witness_deterrence], 1);
    // LABOUR-10  Whoever can still fall farther thinks twice.
    if (claims.on(Claim::labour_10, at.day) && career.sector != Sector::mine)
        rate *= given(Ground::worse_place, 1 - p[Family::floor_deterrence], 1);
    return rate;
}

PerYear petition_rate(const View& view, engine::Instant at)
{
    const auto& numbers = view.numbers;
    if (!numbers.claims.on(Claim::belief_05, at.day)) return never;
    const auto cooldown = engine::days_in_months(numbers.policy.at(at.day)[Family::cooldown]);
    if (numbers.claims.on(Claim::labour_11, at.day) && at.day < view.life.career.tried + cooldown)
        return never;
    return PerYear{asking(view, at, AsItIs{})};
}

void ask(Act& act)
{
    Career& career = act.life().career;
    const Weighed<Ground> weighed =
        weigh(grounds, [&](const auto& given) { return asking(act.view(), act.now(), given); });
    career.petitioned = true;
    career.tried = act.today();
    ++act.place_state().tally.petitions;
    const double discontent = belief::discontent(act.view(), act.today());
    act.note(code_of(PetitionDetail{.discontent = static_cast<std::int32_t>(100 * discontent),
                                    .most = weighed.most,
                                    .next = weighed.next,
                                    .against = weighed.against}));
    act.send(act.here(), committee_office, petition_heard, career.sector == Sector::mine,
             act.self());
}

// Who is willing, each time that somebody asks.
enum Draw : std::uint32_t { the_head, the_secretary, draws };
constexpr Lot hearing{.every = 4, .many = draws, .for_others = true};

void refuse(OfficeAct& act, const Letter& letter)
{
    const auto& numbers = act.numbers();
    const Day today = act.today();
    const auto& p = numbers.party.at(today);
    const auto draw = [&](Draw what) { return act.uniform_for(letter.from, hearing, today, what); };
    const bool head = draw(the_head) < p[PartyFamily::head_willing];
    const bool secretary = draw(the_secretary) < p[PartyFamily::secretary_willing];
    const bool committee_decides = numbers.claims.on(Claim::party_10, today);
    const bool always_refused =
        numbers.claims.on(Claim::labour_08, today) && numbers.claims.on(Claim::priv_05, today);
    const bool granted = !always_refused && (committee_decides ? secretary : head);
    const bool worst = letter.payload != 0;
    act.note(code_of(PetitionHeardDetail{
                 .granted = granted, .head = head, .secretary = secretary, .worst = worst}),
             letter.from);
    if (granted) return act.send(letter.about, refusal, 0);
    act.send(letter.about, refusal, 1);
    if (numbers.claims.on(Claim::labour_09, today)) act.send(act.self(), scolding, 0, letter.about);
    const PlaceId to = numbers.worst_mine();
    if (!worst && to != engine::nowhere) {
        const double days = numbers.policy.at(today)[Family::banishment_days];
        if (to != act.here()) act.send(letter.about, banishment, to, {}, engine::whole_days(days));
    }
}

void be_refused(Act& act, const Letter& letter)
{
    Life& life = act.life();
    Career& career = life.career;
    if (letter.payload == 0) { // Sent home, where petitions are granted.
        const bool is_still_there = career.stage == Stage::worker || career.stage == Stage::ward;
        if (!career.bound || !is_still_there) return act.quiet(); // Gone without leave, or held.
        act.note(code_of(RefusalDetail{.granted = true}));
        return go_home(act);
    }
    const bool labelled = act.numbers().claims.on(Claim::labour_08, act.today());
    career.derelict = labelled;
    if (labelled && act.numbers().claims.on(Claim::labour_09, act.today())) {
        const double loss = act.numbers().policy.at(act.today())[Family::scolding_loss];
        career.regard = belief::hundredths(career.regard - 100 * loss);
    }
    ++act.place_state().tally.derelicts;
    act.note(code_of(RefusalDetail{.granted = false}));
}

void scold(OfficeAct& act, const Letter& letter)
{
    ++act.place().labour.scoldings;
    act.note(0, letter.about.id);
}

void be_banished(Act& act, const Letter& letter)
{
    Life& life = act.life();
    const auto to = static_cast<PlaceId>(letter.payload);
    if (life.career.stage != Stage::worker || !life.career.bound || to == act.here())
        return act.quiet();
    act.note(code_of(OfPlace{to}));
    leave_work(act);
    act.place_state().move_out(life, act.today());
    life.career.cell = 0;
    act.travel(to, reception);
}

std::string tell_petition_heard(const PetitionHeardDetail& d, const Telling&)
{
    return put("{He} {} to send {other} home: {}.",
               {text_of(d.granted ? "agrees" : "refuses"),
                std::string{who_was_willing(d.head, d.secretary)}});
}

constexpr Record petition_heard_record{.parts = parts_of<PetitionHeardDetail>,
                                       .tell = told_by<tell_petition_heard>};

constexpr Record scolding_record{.text =
                                     "A full staff meeting scolds {other} in front of everybody."};

constexpr const Rule* before_petition[]{&belief::news, &reception};
constexpr Word petition_words[]{{"petitioned"}};
std::string tell_petition(const PetitionDetail& d, const Telling&)
{
    return "{He} asks the committee to be sent home." +
           what_weighed(grounds, {d.most, d.next, d.against});
}
constexpr Record petition_record{.parts = parts_of<PetitionDetail>,
                                 .tell = told_by<tell_petition>,
                                 .follows = before_petition,
                                 .weights = weights_of<PetitionDetail, grounds>,
                                 .words = petition_words};

Turn refusal_turn(const RefusalDetail& d)
{
    return d.granted ? Turn::goes_home : Turn::none;
}

std::string tell_refusal(const RefusalDetail& d, const Telling&)
{
    return d.granted
               ? "{He} hears that the petition is granted, and goes home."
               : "{He} hears that the petition is refused, and is labelled a policy derelict.";
}

constexpr Word refusal_words[]{
    {"refused", when<[](const RefusalDetail& d) { return !d.granted; }>}};
constexpr Record refusal_record{.parts = parts_of<RefusalDetail>,
                                .turn = turn_by<refusal_turn>,
                                .tell = told_by<tell_refusal>,
                                .words = refusal_words};

constexpr Word banishment_words[]{{"banished"}};
constexpr Record banishment_record{.parts = parts_of<OfPlace>,
                                   .text = "{He} is sent on to a worse place, {there}.",
                                   .words = banishment_words};

} // namespace

constinit const Rule petition{
    .name = "labour.petition",
    .says = "A worker bound by an order asks the committee to be sent home.",
    .answers = "BELIEF-05, LABOUR-09, LABOUR-10, LABOUR-11",
    .grain = 11,
    .ceiling = petition_ceiling,
    .rate = petition_rate,
    .effect = ask,
    .beside = {.concerns = [](const Situation& who) { return who.is_assigned(); },
               .record = &petition_record},
};

constinit const Rule petition_heard{
    .name = "labour.petition_heard",
    .says = "The party committee refuses a petition and labels the petitioner.",
    .answers = "LABOUR-08, PARTY-10, PRIV-05",
    .receive = refuse,
    .lots = {&hearing},
    .beside = {.record = &petition_heard_record},
};

constinit const Rule refusal{
    .name = "labour.refusal",
    .says = "A petitioner hears of the refusal and is labelled a policy derelict.",
    .answers = "LABOUR-08, LABOUR-09",
    .react = be_refused,
    .beside = {.record = &refusal_record},
};

constinit const Rule scolding{
    .name = "labour.scolding",
    .says = "A full staff meeting scolds the petitioner in front of everybody.",
    .answers = "LABOUR-09",
    .receive = scold,
    .beside = {.record = &scolding_record},
};

constinit const Rule banishment{
    .name = "labour.banishment",
    .says = "A labelled worker is sent to a worse place, unless there is none.",
    .answers = "LABOUR-10",
    .react = be_banished,
    .beside = {.record = &banishment_record},
};

} // namespace labour
} // namespace counterlife::model
