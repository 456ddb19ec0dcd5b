#include "study/workbench.hpp"

#include <malloc.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <list>
#include <thread>

#include "base/hash.hpp"
#include "ledger/kept.hpp"
#include "study/desk_open.hpp"
#include "study/intake.hpp"
#include "study/names.hpp"
#include "study/workbench_acts.hpp"

namespace locarno::study {
namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

/// What only one thread may hold at a time.
struct Workbench::Hand {
  std::mutex mutex;                        ///< of all below but `loading`
  std::condition_variable arrived;
  std::shared_ptr<const Desk> base;
  ReviewDesk review;                       ///< over base's ledger
  std::optional<Explainer> explainer;      ///< of this base, made when first asked
  std::string fingerprint, contents;
  Clock::time_point looked;                ///< at the files
  std::shared_ptr<const Shelf> shelf;
  std::thread first;
  bool is_started = false, is_reloading = false;

  mutable std::mutex saying;
  Loading loading;
};

/// Briefs by version and question, the one used longest ago given up first.
struct Workbench::Kept {
  struct Slot {
    std::mutex mutex;
    std::optional<Result<std::shared_ptr<const Brief>>> answer;
  };
  std::mutex mutex;
  std::list<std::pair<std::string, std::shared_ptr<Slot>>> slots;
};

namespace {

constexpr int most_tries = 50;              // against other writers
constexpr auto look_every = std::chrono::seconds(1);
constexpr std::size_t kept_briefs = 24;
constexpr std::size_t kept_briefs_of_many = 2;   // two days side by side
constexpr std::size_t many_records = 50'000;

std::string words_of(const PageQuestion& q) {
  std::string out = (q.as_of ? to_string(*q.as_of) : "") + "|" + (q.since ? to_string(*q.since) : "") + "|" + (q.settle ? "s" : "") +
                    (q.end_states ? "e" : "") + "|" + std::to_string(q.opening_size) + "|" + std::to_string(q.clash_size) + "|" +
                    std::to_string(q.filter.min_confidence) + "|" + (q.filter.provenance ? std::string(to_string(*q.filter.provenance)) : "");
  for (const auto* list : {&q.filter.languages, &q.filter.outlets, &q.filter.without_outlets, &q.drafts}) {
    out += "\x1e";
    for (const std::string& word : *list) out += word + "\x1f";
  }
  return out;
}

std::map<std::string, Text> names_on(const Desk& desk, const std::vector<Record>& records) {
  std::set<std::string> used;
  for (const Record& record : records) {
    add_names(record.speaker, used);
    for (const std::string& relay : record.via) add_names(relay, used);
    for (const std::string& participant : record.participants) add_names(participant, used);
    add_parties(record.speaker_party, used);
    if (!record.location.empty()) used.insert(record.location);
  }
  for (const Document& document : desk.documents) add_names(document.outlet, used);
  return chinese_names(desk.codebook, used);
}

}  // namespace

/// Answers kept on the disk, and the version that is expected before the shelf stands.
struct Workbench::Answers {
  std::mutex mutex;
  std::string place;
  std::optional<ledger::Kept> file;
  bool is_closed = false;                  ///< it could not be opened: nothing is kept
  std::mutex expecting;
  std::optional<std::string> contents;
  std::string hashes;                      ///< of the files, for the next start
  bool is_hashes_kept = false;

  /// Precondition: mutex is held.
  ledger::Kept* open(bool create) {
    if (!file && !is_closed) {
      auto opened = ledger::Kept::open(place, create);
      if (opened) file.emplace(std::move(*opened));
      else is_closed = opened.error().code != ErrorCode::not_found || place.empty();
    }
    return file ? &*file : nullptr;
  }
  /// contents_of, reading again only the files that have changed since an earlier start.
  std::string contents_now(const DeskQuestion& desk) {
    std::string known;
    {
      const std::lock_guard lock(mutex);
      known = hashes;
      if (known.empty())
        if (ledger::Kept* const kept = open(false)) known = kept->get("files", "1", "hashes").value_or("");
    }
    const std::string before = known;
    std::string now = contents_of(desk, &known);
    const std::lock_guard lock(mutex);
    is_hashes_kept = is_hashes_kept ? hashes == known : before == known;
    hashes = std::move(known);
    return now;
  }
};

namespace {

/// The files, the decisions, and how far the ledger's log has come; of this build.
std::string version_of(const WorkbenchQuestion& question, std::string_view contents, const std::vector<ledger::Decision>& decisions, std::int64_t last) {
  std::string all = question.build + "\n" + std::string(contents) + "\n" + std::to_string(last);
  for (const ledger::Decision& d : decisions)
    for (const std::string& part : {std::to_string(d.number), d.record, d.action, d.field, d.value, d.reason, d.who, d.at})
      all += '\n' + std::to_string(part.size()) + ':' + part;
  return short_id("", all, 24);
}

}  // namespace

Result<std::string> Workbench::version() {
  bool is_ready = false;
  {
    const std::lock_guard lock(hand_->mutex);
    is_ready = hand_->base != nullptr;
  }
  if (is_ready) {
    LOC_TRY(const auto now, shelf());
    return now->version;
  }
  if (question_.build.empty() || answers_->place.empty()) return std::string();
  const std::lock_guard lock(answers_->expecting);
  std::error_code error;
  if (!fs::exists(answers_->place, error)) return std::string();
  if (!answers_->contents) answers_->contents = answers_->contents_now(question_.desk);
  ledger::OpenOptions options;
  options.create = false;
  LOC_TRY(const ledger::Ledger ledger, ledger::Ledger::open(ledger_of(question_.desk), options));
  LOC_TRY(const std::int64_t last, ledger.last_number());
  LOC_TRY(const auto decisions, ledger.decisions());
  return version_of(question_, *answers_->contents, decisions, last);
}

std::optional<std::string> Workbench::kept(const std::string& version, const std::string& name) {
  if (version.empty() || question_.build.empty()) return std::nullopt;
  const std::lock_guard lock(answers_->mutex);
  ledger::Kept* const file = answers_->open(false);
  return file == nullptr ? std::nullopt : file->get("answer", version, name);
}

void Workbench::keep(const Shelf& shelf, const std::string& name, std::string_view answer) {
  if (question_.build.empty() || shelf.records.size() < question_.least_records_kept) return;
  const std::lock_guard lock(answers_->mutex);
  ledger::Kept* const file = answers_->open(true);
  if (file == nullptr) return;
  file->put("answer", shelf.version, name, answer);
  if (!answers_->is_hashes_kept) file->put("files", "1", "hashes", answers_->hashes);
  answers_->is_hashes_kept = true;
}

Workbench::Workbench(WorkbenchQuestion question)
    : question_(std::move(question)), hand_(std::make_unique<Hand>()), kept_(std::make_unique<Kept>()), answers_(std::make_unique<Answers>()) {
  answers_->place = ledger::Kept::place_beside(ledger_of(question_.desk));
}

std::string Workbench::ledger() const { return ledger_of(question_.desk); }

Workbench::~Workbench() {
  stop();
  if (hand_->first.joinable()) hand_->first.join();
}

void Workbench::say(const Loading& loading) {
  const std::lock_guard lock(hand_->saying);
  hand_->loading = loading;
}

Loading Workbench::loading() const {
  const std::lock_guard lock(hand_->saying);
  return hand_->loading;
}

void Workbench::start() {
  const std::lock_guard lock(hand_->mutex);
  if (hand_->is_started) return;
  hand_->is_started = true;
  hand_->first = std::thread([this] {
    const auto loaded = load();
    if (!loaded) say({Loading::State::failed, "", 0, 0, loaded.error()});
    else say({Loading::State::ready, "", 0, 0, {}});
    const std::lock_guard held(hand_->mutex);
    hand_->arrived.notify_all();
  });
}

/// Reads the folder into a new base; the old shelf serves until it is there.
Result<void> Workbench::load() {
  Run run;
  run.threads = question_.threads;
  run.cancel = &is_stopped_;
  run.progress = [this](std::string_view what, std::uint64_t done, std::uint64_t total) {
    say({Loading::State::loading, std::string(what), done, total, {}});
  };
  const std::string fingerprint = fingerprint_of(question_.desk), contents = answers_->contents_now(question_.desk);
  LOC_TRY(Desk desk, open_desk_without_records(question_.desk, run));
  // Written to meanwhile: then what was read belongs to no state that could be met again.
  const std::string after = fingerprint_of(question_.desk);
  const std::string made_of = after == fingerprint ? contents : contents + after;
  run.report("taking the records off the ledger", 0, 0);
  ledger::Ledger* ledger = desk.ledger.get();
  auto base = std::make_shared<const Desk>(std::move(desk));
  ReviewQuestion ask;
  ask.place = question_.desk.place;
  ask.with_codebook = false;
  LOC_TRY(ReviewDesk review, open_review(*ledger, ask));
  const std::lock_guard lock(hand_->mutex);
  review.the_case = base->the_case;
  review.codebook = base->codebook;
  hand_->base = std::move(base);
  hand_->explainer.reset();
  hand_->review = std::move(review);
  hand_->fingerprint = fingerprint;
  hand_->contents = made_of;
  hand_->looked = Clock::now();
  LOC_TRY(hand_->shelf, put_on_shelf());
  if (hand_->shelf->records.size() > many_records) malloc_trim(0);
  return {};
}

/// Precondition: hand_->mutex is held.
Result<std::shared_ptr<const Shelf>> Workbench::put_on_shelf() {
  auto shelf = std::make_shared<Shelf>();
  shelf->base = hand_->base;
  shelf->place = question_.desk.place;
  for (std::size_t i = 0; i < shelf->base->documents.size(); ++i) shelf->document_of.try_emplace(shelf->base->documents[i].id, i);
  shelf->records.reserve(hand_->review.records.size());
  for (const ledger::Reviewed& one : hand_->review.records)
    if (one.replaced_by.empty() && shelf->document_of.contains(one.record.document)) shelf->records.push_back(one.record);
  for (std::size_t i = 0; i < shelf->records.size(); ++i) shelf->record_of.try_emplace(shelf->records[i].id, i);
  shelf->names = names_on(*shelf->base, shelf->records);
  shelf->decided = last_decisions(hand_->review.decisions);
  shelf->number = hand_->review.seen;
  shelf->version = version_of(question_, hand_->contents, hand_->review.decisions, shelf->number);
  return std::shared_ptr<const Shelf>(std::move(shelf));
}

/// Precondition: hand_->mutex is held. Takes in what others have written to the ledger.
Result<std::shared_ptr<const Shelf>> Workbench::take_in() {
  LOC_TRY(const std::int64_t last, hand_->review.ledger->last_number());
  if (last != hand_->review.seen) LOC_CHECK(refresh(hand_->review));
  if (hand_->shelf == nullptr || hand_->shelf->number != hand_->review.seen) {
    LOC_TRY(hand_->shelf, put_on_shelf());
  }
  return hand_->shelf;
}

Result<std::shared_ptr<const Shelf>> Workbench::shelf() {
  start();
  std::unique_lock lock(hand_->mutex);
  while (hand_->base == nullptr) {
    if (is_stopped_) return fail(ErrorCode::cancelled, "the server is stopping");
    if (const Loading now = loading(); now.state == Loading::State::failed) return Failure(now.error);
    hand_->arrived.wait_for(lock, std::chrono::milliseconds(100));
  }
  const bool is_time = !hand_->is_reloading && Clock::now() - hand_->looked > look_every;
  if (is_time) {
    hand_->is_reloading = true;            // the others are served from what is there
    const std::string known = hand_->fingerprint;
    lock.unlock();
    const bool has_changed = fingerprint_of(question_.desk) != known;
    // A file that is being written may not be readable yet: then the old shelf stays, and the next look tries again.
    if (has_changed) {
      const auto loaded = load();
      say(loaded ? Loading{Loading::State::ready, "", 0, 0, {}} : Loading{Loading::State::ready, loaded.error().what, 0, 0, loaded.error()});
    }
    lock.lock();
    hand_->looked = Clock::now();
    hand_->is_reloading = false;
  }
  return take_in();
}

Result<std::shared_ptr<const Shelf>> Workbench::reload() {
  LOC_CHECK(shelf());
  LOC_CHECK(load());
  say({Loading::State::ready, "", 0, 0, {}});
  return shelf();
}

Result<std::shared_ptr<const Brief>> Workbench::page(const Shelf& shelf, const PageQuestion& question, Run& run) {
  const std::string key = shelf.version + "|" + words_of(question);
  std::shared_ptr<Kept::Slot> slot;
  {
    const std::lock_guard lock(kept_->mutex);
    auto& slots = kept_->slots;
    auto found = std::find_if(slots.begin(), slots.end(), [&](const auto& one) { return one.first == key; });
    if (found == slots.end()) slots.emplace_front(key, std::make_shared<Kept::Slot>());
    else slots.splice(slots.begin(), slots, found);
    slot = slots.front().second;
    while (slots.size() > (shelf.records.size() > many_records ? kept_briefs_of_many : kept_briefs)) slots.pop_back();
  }
  const std::lock_guard lock(slot->mutex);
  if (slot->answer && (*slot->answer || slot->answer->error().code != ErrorCode::cancelled)) return *slot->answer;
  auto made = study::page(shelf.ground(), question, run);
  if (shelf.records.size() > many_records) malloc_trim(0);   // what was needed on the way is hundreds of MB
  if (made) {
    made->version = question_.program;
    slot->answer.emplace(std::make_shared<const Brief>(std::move(*made)));
  }
  else {
    slot->answer.emplace(Failure(made.error()));
  }
  return *slot->answer;
}

Result<void> Workbench::look(const std::function<Result<void>(const ReviewDesk&)>& at) {
  LOC_CHECK(shelf());
  const std::lock_guard lock(hand_->mutex);
  LOC_CHECK(take_in());
  return at(hand_->review);
}

Result<std::string> Workbench::why(std::string_view id, const std::function<std::string(const Why&)>& print) {
  LOC_CHECK(shelf());
  const std::lock_guard lock(hand_->mutex);
  LOC_CHECK(take_in());
  if (!hand_->explainer) {
    LOC_TRY(Explainer made, Explainer::make(hand_->review));
    hand_->explainer.emplace(std::move(made));
  }
  LOC_TRY(const Why found, hand_->explainer->why(hand_->review, id));
  return print(found);
}

Result<Acted> Workbench::act(const Act& act) {
  LOC_CHECK(shelf());
  if (act.action != "undo" && act.versions.size() != act.records.size())
    return fail(ErrorCode::bad_use, "expected the version seen of each record", "versions");
  const std::lock_guard lock(hand_->mutex);
  Acted out;
  hand_->review.only_if_unchanged = true;   // another process may write between our look and our word
  for (int tries = 0;; ++tries) {
    LOC_TRY(out.shelf, take_in());
    for (std::size_t i = 0; i < act.versions.size(); ++i)
      if (out.shelf->version_of(act.records[i]) != act.versions[i]) out.concerned.push_back(act.records[i]);
    out.is_conflict = !out.concerned.empty();
    if (out.is_conflict) return out;
    auto made = do_act(hand_->review, act);
    if (made) {
      out.made = std::move(*made);
      break;
    }
    LOC_TRY(const std::int64_t last, hand_->review.ledger->last_number());
    if (last == hand_->review.seen || tries == most_tries) return Failure(made.error());
  }
  LOC_TRY(out.shelf, take_in());
  std::map<std::int64_t, const ledger::Decision*> by_number;
  for (const ledger::Decision& decision : hand_->review.decisions) by_number[decision.number] = &decision;
  for (const ledger::Decision& decision : out.made) concerns(decision, by_number, out.concerned);
  for (const ledger::Reviewed& one : hand_->review.records) {   // what a split or a merge has made
    if (one.parents.empty()) continue;
    for (const std::string& parent : one.parents)
      if (std::find(out.concerned.begin(), out.concerned.end(), parent) != out.concerned.end()) {
        out.concerned.push_back(one.record.id);
        break;
      }
  }
  std::sort(out.concerned.begin(), out.concerned.end());
  out.concerned.erase(std::unique(out.concerned.begin(), out.concerned.end()), out.concerned.end());
  return out;
}

}  // namespace locarno::study
