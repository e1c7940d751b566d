#include "thread_team.hpp"

#include <condition_variable>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

#include "entente/base/error.hpp"

namespace entente::analysis {
namespace {

class Gate {
 public:
  void settle(bool open) {
    {
      const std::lock_guard lock(mutex_);
      settled_ = true;
      open_ = open;
    }
    changed_.notify_all();
  }

  /// Waits until the gate is settled; true where it was opened.
  bool pass() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return settled_; });
    return open_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool settled_ = false;
  bool open_ = false;
};

}  // namespace

void run_team(std::size_t workers, const std::function<void(std::size_t)> &work) {
  if (workers <= 1) return work(0);
  Gate gate;
  std::vector<std::thread> threads;
  threads.reserve(workers - 1);
  const auto cancel = [&] {
    gate.settle(false);
    for (std::thread &thread : threads) thread.join();
  };
  try {
    for (std::size_t i = 1; i < workers; ++i) {
      threads.emplace_back([&gate, &work, i] {
        if (gate.pass()) work(i);
      });
    }
  } catch (const std::system_error &) {
    cancel();
    throw Error(ErrorCode::limit, "the system starts no further thread");
  } catch (...) {
    cancel();
    throw;
  }
  gate.settle(true);
  work(0);
  for (std::thread &thread : threads) thread.join();
}

}  // namespace entente::analysis
