// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/text/whole_file.h"

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <fcntl.h>
#include <string_view>
#include <system_error>
#include <unistd.h>

namespace counterlife::study::text {
namespace {

/// Zero, or the number of the error.
int write_all(int file, std::string_view text)
{
    while (!text.empty()) {
        const ssize_t written = ::write(file, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return errno;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::fsync(file) == 0 ? 0 : errno;
}

} // namespace

std::string in_shell(const std::filesystem::path& path)
{
    constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                       "0123456789_./:=@%+,-";
    const std::string text = path.string();
    const bool is_plain = !text.empty() && text.find_first_not_of(plain) == std::string::npos;
    if (is_plain) return text;
    const bool has_control = std::ranges::any_of(
        text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
    // What would drive the terminal goes into the form of the shell that names bytes by number.
    std::string quoted = has_control ? "$'" : "'";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (has_control && (byte < 0x20 || byte == 0x7F))
            quoted += {'\\', static_cast<char>('0' + byte / 64),
                       static_cast<char>('0' + byte / 8 % 8), static_cast<char>('0' + byte % 8)};
        else if (has_control && (c == '\'' || c == '\\'))
            quoted += {'\\', c};
        else if (c == '\'')
            quoted += "'\\''";
        else
            quoted += c;
    }
    return quoted + "'";
}

std::expected<void, std::string> write_whole_file(const std::filesystem::path& path,
                                                  std::string_view text)
{
    std::filesystem::path aside = path;
    aside += "." + std::to_string(::getpid()) + ".part";
    const auto fail = [&](int error) {
        ::unlink(aside.c_str());
        return std::unexpected{path.string() + " could not be written: " + std::strerror(error) +
                               "."};
    };
    const int file = ::open(aside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (file < 0) return fail(errno);
    int error = write_all(file, text);
    if (::close(file) != 0 && error == 0) error = errno;
    if (error != 0) return fail(error);
    if (::rename(aside.c_str(), path.c_str()) != 0) return fail(errno);
    return {};
}

} // namespace counterlife::study::text
