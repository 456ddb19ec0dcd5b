#include "review_screen.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <optional>

#include "base/clock.hpp"
#include "base/utf8.hpp"
#include "brief/safe.hpp"
#include "ledger/edit.hpp"
#include "ledger/replay.hpp"
#include "review_list.hpp"
#include "review_view.hpp"
#include "study/review_why.hpp"
#include "terminal.hpp"

namespace locarno::cli {
namespace {

constexpr const char* keys_line = " j/k move  a accept  e span  l label  s split  m merge  r reject  u undo  / ? q";
constexpr unsigned least_columns = 40, least_rows = 12;
constexpr std::size_t longest_input = 1000;

class Screen {
 public:
  Screen(study::ReviewDesk& desk, study::QueueFilter filter, std::string reader, Terminal& terminal, const study::Explainer& explainer)
      : desk_(desk), list_(desk, std::move(filter)), reader_(std::move(reader)), terminal_(terminal), explainer_(explainer) {}

  void run() {
    while (!is_done_) {
      draw();
      handle(terminal_.read_key());
    }
  }

 private:
  // --- drawing
  const read::Explanation& explanation(const ledger::Reviewed& one) {
    if (explained_ == one.record.id) return explanation_;
    explained_ = one.record.id;
    explanation_ = {};
    if (const auto first = study::first_reading(explainer_, desk_, one.record.id))
      if (auto made = explainer_.explain(desk_, **first)) explanation_ = std::move(*made);
    return explanation_;
  }

  Line title(unsigned width) const {
    std::string words = fmt::format(" Locarno review  as {}{}  {} of {}, {} waiting{}{}", brief::visible(reader_), desk_.view.reader.empty() ? "" : " (blind)",
                                    list_.entries().empty() ? 0 : list_.at() + 1, list_.entries().size(), list_.waiting(), list_.filter.all ? ", decided ones too" : "",
                                    list_.filter.words.empty() ? "" : "  filter: " + brief::visible(list_.filter.words));
    words = brief::shorten(words, width);
    return {{Style::title, words + std::string(width - std::min<std::size_t>(width, brief::columns(words)), ' ')}};
  }
  static Line bar(const std::string& words, unsigned width) {
    const std::string cut = brief::shorten(words, width);
    return {{Style::bar, cut + std::string(width - std::min<std::size_t>(width, brief::columns(cut)), ' ')}};
  }

  void draw_list(std::vector<Line>& lines, unsigned width, std::size_t rows) const {
    const auto& entries = list_.entries();
    const std::size_t at = list_.at();
    const std::size_t top = at < rows / 2 ? 0 : std::min(at - rows / 2, entries.size() > rows ? entries.size() - rows : 0);
    for (std::size_t i = top; i < top + rows; ++i) {
      Line line;
      if (i < entries.size()) {
        line = queue_line(desk_, entries[i], list_.id(i) == marked_, width - 2);
        line.insert(line.begin(), {i == at ? Style::bold : Style::plain, i == at ? "> " : "  "});
        if (i == at) for (Piece& piece : line) piece.style = Style::bold;
      }
      lines.push_back(std::move(line));
    }
  }

  void draw() {
    const Terminal::Size size = terminal_.size();
    std::vector<Line> lines;
    Terminal::Caret caret;
    if (size.columns < least_columns || size.rows < least_rows) {
      lines.push_back({{Style::plain, fmt::format("the window has {}x{}, the review needs {}x{}", size.columns, size.rows, least_columns, least_rows)}});
      return terminal_.draw(lines, caret);
    }
    if (shows_help_) return terminal_.draw(help_lines(), caret);
    lines.push_back(title(size.columns));
    const std::size_t list_rows = has_long_list_ ? size.rows / 2 : std::clamp<std::size_t>(size.rows / 5, 2, 7);
    draw_list(lines, size.columns, list_rows);
    const ledger::Reviewed* one = list_.current();
    const std::size_t room = size.rows - lines.size() - 4;   // bar, legend, message, keys
    if (one == nullptr) {
      lines.push_back(bar("", size.columns));
      lines.push_back({{Style::plain, list_.filter.words.empty() ? "  nothing waits for a decision; v shows what was decided" : "  no record fits the filter; / and Enter shows all"}});
    } else {
      const Record& r = one->record;
      lines.push_back(bar(fmt::format(" {}  {} chars {}-{}  {} {}%", r.id, brief::visible(r.doc), r.char_start, r.char_end, to_string(r.review), r.confidence), size.columns));
      std::vector<Line> labels = labels_of(desk_, list_.entry(), size.columns, std::max<std::size_t>(3, room / 2));
      const std::size_t text_rows = room - std::min(room, labels.size() + 1);
      if (const Document* document = desk_.document(r)) {
        std::vector<Line> text = raw_text(*document, r, explanation(*one), marking_, size.columns, text_rows);
        text.resize(text_rows);
        std::move(text.begin(), text.end(), std::back_inserter(lines));
      }
      lines.push_back({{Style::dim, std::string(size.columns, '-')}});
      std::move(labels.begin(), labels.end(), std::back_inserter(lines));
    }
    lines.resize(size.rows - 3);
    lines.push_back(legend());
    lines.push_back(message_line(size.columns, caret, static_cast<int>(size.rows) - 2));
    lines.push_back(bar(keys_.empty() ? keys_line : keys_, size.columns));
    terminal_.draw(lines, caret);
  }

  Line message_line(unsigned width, Terminal::Caret& caret, int row) const {
    if (prompt_.empty()) return clipped({{is_bad_ ? Style::warning : Style::plain, message_}}, width);
    // the end of a long input stays in sight
    std::string shown = brief::visible(input_);
    while (brief::columns(prompt_) + brief::columns(shown) + 2 > width && !shown.empty()) shown.erase(0, decode_at(shown, 0).size);
    caret = {row, static_cast<unsigned>(brief::columns(prompt_) + brief::columns(shown))};
    return {{Style::bold, prompt_}, {Style::plain, shown}};
  }

  // --- asking
  /// A line of input; nullopt when given up or when the screen is to be left.
  std::optional<std::string> ask(const std::string& prompt, std::string start = "") {
    prompt_ = prompt;
    input_ = std::move(start);
    keys_ = " Enter does it  Esc gives it up";
    std::optional<std::string> answer;
    for (bool asking = true; asking;) {
      draw();
      const Key key = terminal_.read_key();
      asking = key.kind != Key::enter && key.kind != Key::escape && key.kind != Key::leave;
      if (key.kind == Key::enter) answer = input_;
      if (key.kind == Key::leave) leave();
      if (key.kind == Key::character && input_.size() + 4 <= longest_input) append_utf8(input_, key.c);
      if (key.kind == Key::backspace && !input_.empty()) {
        std::size_t last = input_.size() - 1;
        while (last > 0 && (static_cast<unsigned char>(input_[last]) & 0xC0) == 0x80) --last;
        input_.erase(last);
      }
    }
    prompt_.clear();
    keys_.clear();
    return answer;
  }

  study::Signed by(const std::string& reason) const { return {reader_, now_utc(), reason}; }
  void say(std::string words, bool is_bad = false) {
    message_ = std::move(words);
    is_bad_ = is_bad;
  }
  /// Shows what came of an act; true when it was made.
  bool took(const Result<study::Made>& made, const std::string& words) {
    explained_.clear();
    list_.find_again();
    if (!made) {
      say(made.error().what, true);
      return false;
    }
    say(fmt::format("{}: decision {}", words, made->back().number));
    return true;
  }

  // --- acts
  void accept() {
    const std::string id = list_.current()->record.id;
    if (took(study::accept(desk_, {id}, by("read against the report")), "accepted " + id)) list_.go(1);
  }
  void reject() {
    const std::string id = list_.current()->record.id;
    const auto reason = ask("reason for rejecting: ");
    if (!reason) return;
    if (took(study::reject(desk_, {id}, by(*reason)), "rejected " + id)) list_.go(1);
  }
  void relabel() {
    const Record r = list_.current()->record;
    const auto& fields = ledger::settable_fields();
    std::string names;
    for (const std::string_view name : fields) names += (names.empty() ? "" : " ") + std::string(name);
    say("fields: " + names);
    const auto field = ask("field (its first letters will do): ");
    if (!field || field->empty()) return;
    const auto known = std::find_if(fields.begin(), fields.end(), [&](std::string_view name) { return name == *field; });
    const auto near = known != fields.end() ? known : std::find_if(fields.begin(), fields.end(), [&](std::string_view name) { return name.starts_with(*field); });
    if (near == fields.end()) return say("no field '" + *field + "'; there are: " + names, true);
    const auto value = ask(fmt::format("{} ({}): ", *near, brief::shorten(ledger::allowed_values(*near), terminal_.size().columns * 2 / 3)));
    if (value) took(study::relabel(desk_, {r.id}, {{std::string(*near), *value}}, by("corrected on reading")), fmt::format("set {} of {}", *near, r.id));
  }

  void edit_span() {
    const Record r = list_.current()->record;
    const study::Places places = study::places_for(desk_, r);
    const Document* document = desk_.document(r);
    if (document == nullptr) return;
    marking_ = {true, r.span, {}};
    bool moves_end = true, snap = true;
    const auto step = [&](bool forward, bool by_character) {
      std::uint32_t& at = moves_end ? marking_.span.end : marking_.span.begin;
      const auto& list = moves_end ? places.ends : places.begins;
      std::uint32_t to = at;
      if (by_character) {
        const CharIndex chars(document->text);
        const std::uint32_t c = chars.chars_before(at);
        to = chars.byte_of(forward ? c + 1 : c > 0 ? c - 1 : 0);
        snap = false;
      } else if (forward) {
        if (const auto next = std::upper_bound(list.begin(), list.end(), at); next != list.end()) to = *next;
      } else if (const auto next = std::lower_bound(list.begin(), list.end(), at); next != list.begin()) {
        to = *std::prev(next);
      }
      if (moves_end ? to > marking_.span.begin : to < marking_.span.end) at = to;
    };
    bool is_kept = false;
    for (bool editing = true; editing;) {
      keys_ = fmt::format(" <- -> move the {} by clauses  , . by characters  Tab the other end  Enter keeps  Esc gives up", moves_end ? "end" : "begin");
      say("the record would read: " + words_shown(*document, marking_.span));
      draw();
      const Key key = terminal_.read_key();
      if (key.kind == Key::tab) moves_end = !moves_end;
      if (key.kind == Key::left || key.is(',')) step(false, key.is(','));
      if (key.kind == Key::right || key.is('.')) step(true, key.is('.'));
      if (key.kind == Key::leave) leave();
      is_kept = key.kind == Key::enter;
      editing = !is_kept && key.kind != Key::escape && key.kind != Key::leave;
    }
    const Span span = marking_.span;
    end_marking();
    if (!is_kept || span == r.span) return say("the span stays as it is");
    took(study::edit_span(desk_, r.id, span, snap, by("span corrected on reading")), "span of " + r.id);
  }

  void split() {
    const Record r = list_.current()->record;
    const std::vector<std::uint32_t> places = study::cuts_for(desk_, r);
    if (places.empty()) return say("there is no place to cut this record", true);
    std::size_t at = places.size() / 2;
    std::vector<std::uint32_t> cuts;
    bool is_kept = false;
    for (bool editing = true; editing;) {
      std::vector<std::uint32_t> shown = cuts;
      shown.push_back(places[at]);
      marking_ = {true, r.span, study::parts_at(desk_, r, shown)};
      keys_ = " <- -> move the cut  Space keeps this cut and adds another  Enter splits  Esc gives up";
      say(fmt::format("{} parts", marking_.parts.size()));
      draw();
      const Key key = terminal_.read_key();
      if (key.kind == Key::left && at > 0) --at;
      if (key.kind == Key::right && at + 1 < places.size()) ++at;
      if (key.is(' ')) cuts.push_back(places[at]);
      if (key.kind == Key::leave) leave();
      is_kept = key.kind == Key::enter;
      editing = !is_kept && key.kind != Key::escape && key.kind != Key::leave;
    }
    cuts.push_back(places[at]);
    end_marking();
    if (!is_kept) return say("the record stays whole");
    const auto made = study::split(desk_, r.id, cuts, true, by("several statements in one record"));
    if (took(made, "split " + r.id)) list_.add_made(*made);
  }

  void merge() {
    const std::string id = list_.current()->record.id;
    if (marked_.empty() || marked_ == id) {
      marked_ = marked_ == id ? "" : id;
      return say(marked_.empty() ? "no record is marked any more" : "marked " + id + "; m on another record merges the two, m here again takes the mark away");
    }
    const std::string first = std::exchange(marked_, "");
    const auto made = study::merge(desk_, {first, id}, by("one statement in two records"));
    if (took(made, fmt::format("merged {} and {}", first, id))) list_.add_made(*made);
  }

  void undo() {
    const auto made = study::undo(desk_, 0, by("taken back"));
    if (!took(made, "undid")) return;
    const ledger::Decision& d = made->back();
    say(fmt::format("took back decision {}, on {} (undo is decision {})", d.value, d.record, d.number));
    list_.go_to(d.record);
  }

  void end_marking() {
    marking_ = {};
    keys_.clear();
    say("");
  }
  void leave() { is_done_ = true; }

  void handle(const Key& key) {
    if (key.kind == Key::leave) return leave();
    if (key.kind == Key::resize) return;
    if (shows_help_) { shows_help_ = false; return; }
    const int page = 10;
    switch (key.kind) {
      case Key::down: return list_.go(1);
      case Key::up: return list_.go(-1);
      case Key::page_down: return list_.go(page);
      case Key::page_up: return list_.go(-page);
      case Key::home: return list_.go_to_first();
      case Key::end: return list_.go_to_last();
      case Key::tab: has_long_list_ = !has_long_list_; return;
      case Key::character: break;
      default: return;
    }
    say("");
    switch (key.c) {
      case 'q': return leave();
      case '?': shows_help_ = true; return;
      case 'j': return list_.go(1);
      case 'k': return list_.go(-1);
      case 'g': return list_.go_to_first();
      case 'G': return list_.go_to_last();
      case 'u': return undo();
      case 'v':
        list_.filter.all = !list_.filter.all;
        return list_.look_again();
      case '/':
        if (const auto words = ask("only records with: ", list_.filter.words)) {
          list_.filter.words = *words;
          list_.look_again();
        }
        return;
      default: break;
    }
    if (list_.current() == nullptr) return;
    switch (key.c) {
      case 'a': return accept();
      case 'e': return edit_span();
      case 'l': return relabel();
      case 's': return split();
      case 'm': return merge();
      case 'r': return reject();
      default: return;
    }
  }

  study::ReviewDesk& desk_;
  ReviewList list_;
  std::string reader_;
  Terminal& terminal_;
  const study::Explainer& explainer_;
  std::string marked_;                    ///< record to be merged
  std::string message_, prompt_, input_, keys_;
  bool is_bad_ = false, is_done_ = false, shows_help_ = false, has_long_list_ = false;
  Marking marking_;
  std::string explained_;                 ///< id of the record explanation_ is about
  read::Explanation explanation_;
};

}  // namespace

void review_screen(study::ReviewDesk& desk, study::QueueFilter filter, const std::string& reader, Door& door) {
  const auto explainer = study::Explainer::make(desk);
  if (!explainer) return door.fail(explainer.error());
  bool was_stopped = false;
  {
    auto terminal = Terminal::open(door.color);
    if (!terminal) return door.fail(terminal.error());
    Screen(desk, std::move(filter), reader, *terminal, *explainer).run();
    was_stopped = terminal->was_stopped();
  }
  if (was_stopped) door.status = exit_code(ErrorCode::cancelled);
}

}  // namespace locarno::cli
