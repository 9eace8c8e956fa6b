import Findings
import Testing

@Suite struct CalendarDateTests {
  @Test(arguments: ["2026-01-31", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"])
  func readsAndWritesTheSameText(_ text: String) {
    #expect(CalendarDate(text: text)?.text == text)
  }

  @Test(arguments: [
    "2026-02-29", "1900-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00",
    "0000-01-01", "2026-1-01", "2026/01/01", "26-01-01", "2026-01-01 ", "+026-01-01",
    "2026-01-01T00:00", "", "２０２６-01-01",
  ])
  func refusesWhatIsNoDay(_ text: String) {
    #expect(CalendarDate(text: text) == nil)
  }

  @Test(
    arguments: [
      (0, "1970-01-01"), (86_399, "1970-01-01"), (86_400, "1970-01-02"), (-1, "1969-12-31"),
      (951_782_400, "2000-02-29"), (951_868_800, "2000-03-01"), (1_709_164_800, "2024-02-29"),
      (4_107_542_400, "2100-03-01"), (-2_208_988_800, "1900-01-01"),
    ] as [(Int64, String)])
  func countsDaysFrom1970(_ seconds: Int64, _ text: String) {
    #expect(CalendarDate(secondsSince1970: seconds).text == text)
  }

  @Test func everyDayOfFourHundredYearsFollowsTheOneBefore() {
    var last = CalendarDate(secondsSince1970: -1)
    for day in 0..<146_097 {
      let date = CalendarDate(secondsSince1970: Int64(day) * 86_400)
      let isNext =
        (date.day == last.day + 1 && date.month == last.month && date.year == last.year)
        || (date.day == 1 && date.month == last.month + 1 && date.year == last.year)
        || (date.day == 1 && date.month == 1 && last.month == 12 && date.year == last.year + 1)
      guard isNext, last < date, CalendarDate(text: date.text) == date else {
        Issue.record("\(date.text) follows \(last.text)")
        return
      }
      last = date
    }
    #expect(last.text == "2369-12-31")
  }
}
