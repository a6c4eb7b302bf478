// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/text/whole_file.h"

#include "study/text/complaints.h"

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <fcntl.h>
#include <string_view>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace counterlife::study::text {
namespace {

constexpr std::size_t at_a_time = std::size_t{1} << 20;

/// Zero, or the number of the error.
int write_all(int file, std::string_view text)
{
    while (!text.empty()) {
        const ssize_t written = ::write(file, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return errno;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return 0;
}

std::filesystem::path name_aside(const std::filesystem::path& path)
{
    std::filesystem::path aside = path;
    aside += "." + std::to_string(::getpid()) + ".part";
    return aside;
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

WholeFile::WholeFile(std::filesystem::path path) : path_{std::move(path)}
{
    const std::filesystem::path folder = path_.has_parent_path() ? path_.parent_path() : ".";
    file_ = ::open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0644);
    if (file_ >= 0) return;
    aside_ = name_aside(path_);
    file_ = ::open(aside_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (file_ >= 0) return;
    error_ = errno;
    aside_.clear();
}

WholeFile::~WholeFile()
{
    if (file_ >= 0) ::close(file_);
    if (!aside_.empty()) ::unlink(aside_.c_str());
}

WholeFile::Outcome WholeFile::fail(int error) const
{
    return std::unexpected{printable(path_.string()) +
                           " could not be written: " + std::strerror(error) + "."};
}

int WholeFile::flush()
{
    const int error = write_all(file_, waiting_);
    waiting_.clear();
    return error;
}

WholeFile::Outcome WholeFile::add(std::string_view text)
{
    if (error_ != 0) return fail(error_);
    waiting_ += text;
    if (waiting_.size() < at_a_time) return {};
    if (const int error = flush(); error != 0) return fail(error);
    return {};
}

int WholeFile::put_in_place()
{
    if (aside_.empty()) { // A name only for the moment in which it takes the other's place.
        aside_ = name_aside(path_);
        const std::string open_file = "/proc/self/fd/" + std::to_string(file_);
        ::unlink(aside_.c_str());
        if (::linkat(AT_FDCWD, open_file.c_str(), AT_FDCWD, aside_.c_str(), AT_SYMLINK_FOLLOW) != 0)
            return errno;
    }
    if (::rename(aside_.c_str(), path_.c_str()) != 0) return errno;
    aside_.clear();
    return 0;
}

WholeFile::Outcome WholeFile::finish()
{
    if (error_ != 0) return fail(error_);
    int error = flush();
    if (error == 0 && ::fsync(file_) != 0) error = errno;
    if (error == 0) error = put_in_place();
    if (::close(std::exchange(file_, -1)) != 0 && error == 0) error = errno;
    if (error != 0) return fail(error);
    return {};
}

std::expected<void, std::string> write_whole_file(const std::filesystem::path& path,
                                                  std::string_view text)
{
    WholeFile file{path};
    if (auto added = file.add(text); !added) return added;
    return file.finish();
}

} // namespace counterlife::study::text
