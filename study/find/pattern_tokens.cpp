// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/find/pattern_tokens.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

namespace counterlife::study::find {
namespace {

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/// Letters of any script: a byte past ASCII is part of one.
bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

class Tokens {
public:
    Tokens(std::string_view text, std::string_view file, Complaints& complaints)
        : text_{text}, file_{file}, complaints_{complaints}
    {
    }

    std::vector<Token> all()
    {
        while (at_ < text_.size()) next();
        add(Token::Kind::end, at_);
        return std::move(tokens_);
    }

private:
    char ahead(std::size_t by = 0) const
    {
        return at_ + by < text_.size() ? text_[at_ + by] : '\0';
    }

    void add(Token::Kind kind, std::size_t from)
    {
        tokens_.push_back({.kind = kind,
                           .text = std::string{text_.substr(from, at_ - from)},
                           .at = from,
                           .end = at_});
    }

    void next()
    {
        const std::size_t from = at_;
        const char c = ahead();
        if (c == ' ' || c == '\t' || c == '\r') {
            ++at_;
        } else if (c == '#') {
            at_ = std::min(text_.find('\n', at_), text_.size());
        } else if (c == ';' || c == '\n') {
            ++at_;
            add(Token::Kind::stop, from);
        } else if (c == '"') {
            quoted();
        } else if (is_digit(c) || (c == '-' && is_digit(ahead(1)))) {
            // With letters in it it is no number, but one mistake and not two.
            do ++at_;
            while (is_digit(ahead()) || is_letter(ahead()) ||
                   (ahead() == '-' && is_digit(ahead(1))));
            add(Token::Kind::number, from);
        } else if (is_letter(c)) {
            word();
        } else if (c == '.' && ahead(1) == '.') {
            at_ += 2;
            add(Token::Kind::sign, from);
        } else if (c == '<' || c == '>' || c == '=') {
            at_ += c != '=' && ahead(1) == '=' ? 2 : 1;
            add(Token::Kind::sign, from);
        } else {
            strange();
        }
    }

    /// A dot or hyphen belongs to a word if more of the word follows: "1960..x" has none.
    void word()
    {
        const std::size_t from = at_;
        const auto goes_on = [&](std::size_t by) {
            return is_letter(ahead(by)) || is_digit(ahead(by));
        };
        while (true) {
            if (goes_on(0))
                ++at_;
            else if ((ahead() == '.' || ahead() == '-') && goes_on(1))
                ++at_;
            else if (ahead() == '.' && ahead(1) == '*')
                at_ += 2;
            else
                break;
        }
        add(Token::Kind::word, from);
    }

    void quoted()
    {
        const std::size_t from = at_, end = text_.find_first_of("\"\n", from + 1);
        if (end == std::string_view::npos || text_[end] == '\n') {
            complain_at(text_, file_, from, "a name that does not end", "a name between two \"", {},
                        complaints_);
            at_ = std::min(end, text_.size());
            return;
        }
        at_ = end + 1;
        tokens_.push_back({.kind = Token::Kind::quoted,
                           .text = std::string{text_.substr(from + 1, end - from - 1)},
                           .at = from,
                           .end = at_});
    }

    void strange()
    {
        complain_at(text_, file_, at_, in_quotes(text_.substr(at_, 1)),
                    "words, numbers, .. < <= > >= = ; and # for a remark", {}, complaints_);
        ++at_;
    }

    std::string_view text_, file_;
    Complaints& complaints_;
    std::size_t at_ = 0;
    std::vector<Token> tokens_;
};

} // namespace

std::optional<std::int64_t> number_of(const Token& token)
{
    constexpr std::int64_t largest = 100'000'000;
    std::int64_t number = 0;
    const char* const end = token.text.data() + token.text.size();
    const auto [stopped, error] = std::from_chars(token.text.data(), end, number);
    if (token.kind != Token::Kind::number || error != std::errc{} || stopped != end) return {};
    if (number < -largest || number > largest) return {};
    return number;
}

std::optional<NumberRange> days_of(const Token& token)
{
    using namespace std::chrono;
    if (token.kind != Token::Kind::number) return {};
    std::array<int, 3> part{0, 1, 1};
    std::size_t parts = 0;
    const char* at = token.text.data();
    const char* const end = at + token.text.size();
    while (at < end && parts < part.size()) {
        const auto [stopped, error] = std::from_chars(at, end, part[parts++]);
        if (error != std::errc{}) return {};
        at = stopped;
        if (at < end && *at == '-') ++at;
    }
    const year_month_day first{year{part[0]}, month{static_cast<unsigned>(part[1])},
                               day{static_cast<unsigned>(part[2])}};
    if (at != end || !first.ok() || part[0] < 1800 || part[0] > 2200) return {};
    const auto number = [](year_month_day date) {
        return std::int64_t{sys_days{date}.time_since_epoch().count()};
    };
    if (parts == 1) return NumberRange{number(first), number(first + years{1}) - 1};
    if (parts == 2) return NumberRange{number(first), number(first + months{1}) - 1};
    return NumberRange{number(first), number(first)};
}

std::vector<Token> tokens_of(std::string_view text, std::string_view file, Complaints& complaints)
{
    return Tokens{text, file, complaints}.all();
}

} // namespace counterlife::study::find
