#include "ical/feed.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/json_writer.hpp"
#include "base/words.hpp"
#include "calendar/day_number.hpp"
#include "calendar/local_text.hpp"
#include "entente/base/error.hpp"
#include "entente/base/limits.hpp"
#include "ical/recurrence.hpp"

namespace entente::ical {
namespace {

LocalDate date_of(std::int64_t day) {
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
  return {static_cast<int>(date.year()), static_cast<std::int32_t>(static_cast<unsigned>(date.month())),
          static_cast<std::int32_t>(static_cast<unsigned>(date.day()))};
}

class FeedReader {
 public:
  FeedReader(std::string_view feed, const FeedOptions &options)
      : options_(options),
        first_day_(day_number({options.from, 1, 1})),
        last_day_(day_number({options.until, 12, 31})) {
    for (const EventLines &lines : read_events(feed)) events_.push_back(read_event(lines));
    for (const Event &event : events_) {
      if (event.replaces && !event.is_timed && !event.uid.empty()) replaced_[event.uid].insert(*event.replaces);
    }
  }

  Feed read() {
    for (std::size_t i = 0; i < events_.size(); ++i) ++count(kind_of(i));
    count(Figure::events) = static_cast<std::int64_t>(events_.size());
    std::sort(dates_.begin(), dates_.end());
    write();
    return std::move(result_);
  }

 private:
  std::int64_t &count(Figure figure) { return result_.figures[static_cast<std::size_t>(figure)]; }

  /// What an event counts as; the dates of those that are kept are noted.
  Figure kind_of(std::size_t i) {
    const Event &event = events_[i];
    if (event.is_cancelled) return Figure::cancelled;
    if (event.is_timed) return Figure::timed;
    if (!options_.is_day_off(event)) return Figure::dropped;
    const auto replaced = event.replaces ? replaced_.end() : replaced_.find(event.uid);
    for (const std::int64_t begin : begins_of(event, last_day_, work_)) {
      if (replaced == replaced_.end() || replaced->second.count(begin) == 0) note_dates(i, begin);
    }
    return Figure::kept;
  }

  void note_dates(std::size_t i, std::int64_t begin) {
    const std::int64_t days = options_.first_date_only ? 1 : events_[i].days;
    const std::int64_t first = std::max(begin, first_day_);
    const std::int64_t end = std::min(begin + days, last_day_ + 1);
    if (first >= end) return;
    work_.spend(end - first, events_[i].number);
    for (std::int64_t day = first; day < end; ++day) dates_.emplace_back(day, i);
  }

  void write() {
    json::Writer writer;
    writer.begin_array();
    std::set<std::string> names;  // of the day that is being written
    for (std::size_t i = 0; i < dates_.size(); ++i) {
      const auto &[day, event] = dates_[i];
      if (i == 0 || dates_[i - 1].first != day) names.clear();
      std::string name = shortened(events_[event].summary, limits::kNameBytes);
      if (!names.insert(name).second) continue;
      if (++count(Figure::dates) > static_cast<std::int64_t>(limits::kCalendarDates)) {
        throw Error(ErrorCode::limit, "more than 100,000 dates");
      }
      write_date(writer, date_text(date_of(day)), name);
    }
    writer.end_array();
    result_.holidays_json = writer.take();
  }

  static void write_date(json::Writer &writer, const std::string &date, const std::string &name) {
    if (name.empty()) return writer.text(date);
    writer.begin_object();
    writer.member("date", date);
    writer.member("name", name);
    writer.end_object();
  }

  const FeedOptions &options_;
  std::int64_t first_day_;
  std::int64_t last_day_;
  Work work_;
  std::vector<Event> events_;
  std::map<std::string, std::set<std::int64_t>> replaced_;      ///< days of a UID that events of their own stand for
  std::vector<std::pair<std::int64_t, std::size_t>> dates_;  ///< with the event
  Feed result_;
};

}  // namespace

Feed read_feed(std::string_view feed, const FeedOptions &options) { return FeedReader(feed, options).read(); }

}  // namespace entente::ical
