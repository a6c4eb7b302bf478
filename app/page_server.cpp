// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Requests are read and answered on one thread. Documents, which take their time, are made on
// another, one after the other, and those that take a search of the run on a third.

#include "app/page_server.h"

#include "app/page_replies.h"

#include <boost/asio/bind_executor.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <optional>
#include <random>
#include <sys/socket.h>
#include <system_error>
#include <tuple>
#include <utility>

namespace counterlife::app {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;

constexpr auto patience = std::chrono::seconds{30}; ///< with a reader who says nothing
constexpr auto answer_patience = std::chrono::minutes{10};
constexpr std::uint32_t most_of_head = 16 * 1024;
constexpr std::uint64_t piece = 1 << 20; ///< of a file, sent at once

/// A word that nobody guesses.
std::string random_word()
{
    std::random_device random;
    std::string word;
    for (int i = 0; i < 4; ++i) word += fmt::format("{:08x}", random() & 0xFFFFFFFFU);
    return word;
}

/// What all of a server's connections share.
struct Shared {
    const PageReplies* replies;
    asio::thread_pool* makers;    ///< of documents
    asio::thread_pool* searchers; ///< of those that take a search
};

/// One connection: request after request, until the reader leaves or says nothing.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(tcp::socket socket, Shared shared) : stream_{std::move(socket)}, shared_{shared} {}

    void read()
    {
        parser_.emplace();
        parser_->header_limit(most_of_head);
        parser_->body_limit(0);
        stream_.expires_after(patience);
        http::async_read(stream_, buffer_, *parser_,
                         [self = shared_from_this()](beast::error_code error, std::size_t) {
                             self->answer(error);
                         });
    }

private:
    void answer(beast::error_code error)
    {
        // What is no request is told so; who has left, or says nothing, is not there to be told.
        if (error && error.category() != http::make_error_code(http::error::bad_method).category())
            return close();
        if (error == http::error::end_of_stream) return close();
        if (error) {
            keep_ = false;
            return send({.status = 400, .body = "This is no request that is understood.\n"});
        }
        const auto& asked = parser_->get();
        const auto text = [&](auto name) { return std::string{asked[name]}; };
        keep_ = asked.keep_alive();
        head_only_ = asked.method() == http::verb::head;
        PageReply reply = shared_.replies->to({.method = std::string{asked.method_string()},
                                               .target = std::string{asked.target()},
                                               .host = text(http::field::host),
                                               .origin = text(http::field::origin),
                                               .range = text(http::field::range),
                                               .site = text("Sec-Fetch-Site"),
                                               .destination = text("Sec-Fetch-Dest")});
        if (!reply.document) return send(std::move(reply));
        stream_.expires_after(answer_patience);
        asio::post(
            takes_a_search(*reply.document) ? *shared_.searchers : *shared_.makers,
            [self = shared_from_this(), path = *reply.document] { self->make_document(path); });
    }

    /// On the thread of documents.
    void make_document(const std::string& path)
    {
        if (has_left()) return; // Who types on has asked anew.
        auto reply = std::make_shared<PageReply>(shared_.replies->with_document(path));
        asio::post(stream_.get_executor(),
                   [self = shared_from_this(), reply] { self->send(std::move(*reply)); });
    }

    bool has_left()
    {
        char next = 0;
        return ::recv(stream_.socket().native_handle(), &next, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
    }

    void send(PageReply reply)
    {
        reply_ = std::move(reply);
        head_ = {};
        head_.version(11);
        head_.result(reply_.status);
        head_.keep_alive(keep_);
        head_.set(http::field::content_type, reply_.type);
        head_.set(http::field::cache_control, "no-store");
        head_.set("X-Content-Type-Options", "nosniff");
        head_.set("Referrer-Policy", "no-referrer");
        head_.set("Cross-Origin-Resource-Policy", "same-origin");
        head_.set("Content-Security-Policy", "frame-ancestors 'none'");
        for (const auto& [name, value] : reply_.headers) head_.set(name, value);
        head_.content_length(reply_.file ? reply_.range.size : reply_.body.size());
        serializer_.emplace(head_);
        sent_ = 0;
        stream_.expires_after(patience);
        http::async_write_header(stream_, *serializer_,
                                 [self = shared_from_this()](beast::error_code error, std::size_t) {
                                     self->go_on(error);
                                 });
    }

    /// Sends the next piece, or reads the next request.
    void go_on(beast::error_code error)
    {
        if (error) return close();
        if (!head_only_ && reply_.file && sent_ < reply_.range.size) {
            reply_.body = reply_.file.read(reply_.range.from + sent_,
                                           std::min(piece, reply_.range.size - sent_));
            if (reply_.body.empty())
                return close(); // It has become shorter, and that must be seen.
        } else if (head_only_ || sent_ > 0 || reply_.body.empty()) {
            return keep_ ? read() : close();
        }
        sent_ += reply_.body.size();
        stream_.expires_after(patience);
        asio::async_write(stream_, asio::buffer(reply_.body),
                          [self = shared_from_this()](beast::error_code failed, std::size_t) {
                              self->go_on(failed);
                          });
    }

    void close()
    {
        beast::error_code ignored;
        std::ignore = stream_.socket().shutdown(tcp::socket::shutdown_both, ignored);
    }

    beast::tcp_stream stream_;
    beast::flat_buffer buffer_;
    std::optional<http::request_parser<http::empty_body>> parser_;
    Shared shared_;
    PageReply reply_;
    http::response<http::empty_body> head_;
    std::optional<http::response_serializer<http::empty_body>> serializer_;
    std::uint64_t sent_ = 0;
    bool keep_ = false, head_only_ = false;
};

} // namespace

struct PageServer::State {
    explicit State(ServedPage page) : served{std::move(page)} {}

    ServedPage served;
    std::string token = random_word();
    asio::io_context io{1};
    tcp::acceptor acceptor{io};
    asio::steady_timer pause{io};
    asio::thread_pool makers{1}, searchers{1};
    std::optional<PageReplies> replies;

    void accept()
    {
        acceptor.async_accept([this](beast::error_code error, tcp::socket socket) {
            if (error == asio::error::operation_aborted) return;
            if (error) return rest();
            {
                beast::error_code ignored;
                std::ignore = socket.set_option(tcp::no_delay{true}, ignored);
                std::make_shared<Connection>(std::move(socket),
                                             Shared{&*replies, &makers, &searchers})
                    ->read();
            }
            accept();
        });
    }

    /// After too many connections at once some end, and there is room.
    void rest()
    {
        pause.expires_after(std::chrono::milliseconds{50});
        pause.async_wait([this](beast::error_code error) {
            if (!error) accept();
        });
    }
};

PageServer::PageServer(std::unique_ptr<State> state) : state_{std::move(state)} {}
PageServer::PageServer(PageServer&&) noexcept = default;
PageServer& PageServer::operator=(PageServer&&) noexcept = default;
PageServer::~PageServer() = default;

std::expected<PageServer, std::string> PageServer::listen(ServedPage served, std::uint16_t port)
{
    auto state = std::make_unique<State>(std::move(served));
    const tcp::endpoint here{asio::ip::address_v4::loopback(), port};
    try {
        state->acceptor.open(here.protocol());
        state->acceptor.set_option(tcp::acceptor::reuse_address{true});
        state->acceptor.bind(here);
        state->acceptor.listen(asio::socket_base::max_listen_connections);
    } catch (const boost::system::system_error& error) {
        return std::unexpected{
            fmt::format("port {} of 127.0.0.1 cannot be had: {}", port, error.code().message())};
    }
    const auto taken = state->acceptor.local_endpoint().port();
    state->replies.emplace(
        state->served, state->token,
        std::vector{fmt::format("127.0.0.1:{}", taken), fmt::format("localhost:{}", taken)});
    return PageServer{std::move(state)};
}

std::string PageServer::address() const
{
    return fmt::format("http://127.0.0.1:{}/{}/", state_->acceptor.local_endpoint().port(),
                       state_->token);
}

void PageServer::serve(const std::function<bool()>& stopped)
{
    state_->accept();
    while (!stopped()) state_->io.run_for(std::chrono::milliseconds{100});
    beast::error_code ignored;
    std::ignore = state_->acceptor.close(ignored);
    for (asio::thread_pool* pool : {&state_->makers, &state_->searchers}) {
        pool->stop();
        pool->join();
    }
}

} // namespace counterlife::app
