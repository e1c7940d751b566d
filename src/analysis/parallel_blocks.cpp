#include "parallel_blocks.hpp"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

#include "entente/base/error.hpp"

namespace entente::analysis {
namespace {

/// The blocks of one call, handed out in order.
class Blocks {
 public:
  Blocks(std::int64_t count, const std::function<void(std::size_t, std::int64_t)> &body)
      : left_(count), count_(count), failed_(count), body_(body) {}

  void work(std::size_t worker) noexcept {
    for (std::int64_t block = take(); block < count_; block = take()) {
      try {
        body_(worker, block);
      } catch (...) {
        fail(block, std::current_exception());
      }
    }
  }

  /// Lets the workers begin, or end at once.
  void open(bool go) noexcept {
    {
      const std::lock_guard lock(mutex_);
      open_ = true;
      if (!go) left_ = 0;
    }
    changed_.notify_all();
  }

  void rethrow() const {
    if (error_) std::rethrow_exception(error_);
  }

 private:
  std::int64_t take() noexcept {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return open_; });
    return left_ > 0 ? count_ - left_-- : count_;
  }

  void fail(std::int64_t block, std::exception_ptr error) noexcept {
    const std::lock_guard lock(mutex_);
    left_ = 0;
    if (block >= failed_) return;
    failed_ = block;
    error_ = std::move(error);
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  bool open_ = false;
  std::int64_t left_;
  std::int64_t count_;
  std::int64_t failed_;  ///< the lowest block that threw
  std::exception_ptr error_;
  const std::function<void(std::size_t, std::int64_t)> &body_;
};

}  // namespace

void run_blocks(std::int32_t threads, std::int64_t blocks,
                const std::function<void(std::size_t, std::int64_t)> &body) {
  Blocks work(blocks, body);
  const auto workers = static_cast<std::size_t>(std::min<std::int64_t>(threads, blocks));
  std::vector<std::thread> others;
  const auto end = [&](bool go) {
    work.open(go);
    if (go) work.work(0);
    for (std::thread &thread : others) thread.join();
  };
  try {
    others.reserve(workers);
    for (std::size_t i = 1; i < workers; ++i) others.emplace_back([&work, i] { work.work(i); });
  } catch (const std::system_error &) {
    end(false);
    throw Error(ErrorCode::limit, "the system starts no further thread");
  } catch (...) {
    end(false);
    throw;
  }
  end(true);
  work.rethrow();
}

}  // namespace entente::analysis
