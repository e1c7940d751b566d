#pragma once

#include <cstddef>
#include <cstdint>

/// Every limit that input can run into. Beyond one of them the answer is ErrorCode::limit.
namespace entente::limits {

inline constexpr std::size_t kDocumentBytes = std::size_t{16} << 20;  ///< size of one JSON document
inline constexpr int kDocumentDepth = 32;                             ///< nesting of arrays and objects
inline constexpr std::size_t kDocumentValues = 1'000'000;             ///< values in one JSON document
inline constexpr std::size_t kProblems = 1000;                        ///< problems reported for one document
inline constexpr std::size_t kNameBytes = 256;                        ///< length of a name in a contract
inline constexpr std::size_t kZoneNameBytes = 64;                     ///< length of an IANA zone name
inline constexpr std::size_t kIntervalsPerDate = 48;                  ///< intervals stated for one weekday or date
inline constexpr std::size_t kCalendarDates = 100'000;                ///< holidays, exceptions, breaks: of each
inline constexpr std::size_t kHolidayRules = 1000;                    ///< holidays by rule, each one a year
inline constexpr std::size_t kContractCalendars = 64;                 ///< calendars of one contract
/// Weekly intervals of all calendars of one contract. Each stands for some 6,800 weeks of the compiled horizon: all
/// of them together take about a quarter of a gigabyte.
inline constexpr std::size_t kContractWeeklyIntervals = 2000;
/// Openings of all calendars of one contract that are made of others: as many as those weekly intervals stand for.
inline constexpr std::size_t kContractCombinedIntervals = 13'600'000;
inline constexpr std::size_t kContractStates = 1000;                  ///< entries of one clock map
inline constexpr std::size_t kContractTargets = 1000;                 ///< targets of one contract, those of its amendments included
inline constexpr std::size_t kTargetEscalations = 32;                 ///< escalations of one target
inline constexpr std::size_t kContractAmendments = 1000;              ///< amendments of one contract
inline constexpr std::size_t kContractParties = 10'000;               ///< parties of one contract
inline constexpr std::int32_t kNestingCombinations = 1000;            ///< of calendars, for one nesting
inline constexpr std::int32_t kRows = 2'147'483'646;                  ///< tickets, vertices, requests in a handle
inline constexpr std::int32_t kServedPairs = 1'000'000;                 ///< pairs told of one vertex's betweenness
inline constexpr std::int32_t kThreads = 256;                           ///< threads that one call starts at most

inline constexpr std::size_t kSampledMembers = std::size_t{1} << 27;  ///< members of sampled sets that one search keeps

}  // namespace entente::limits
