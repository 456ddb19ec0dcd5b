// locarno watch consume | gather: reports out of a stream that several machines read; stores brought together.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <memory>

#include "base/json_line.hpp"
#include "study/watch_stream.hpp"
#include "watch_group.hpp"
#include "watch_options.hpp"

namespace locarno::cli {
namespace {

constexpr std::uint32_t wait_ms = 300;

struct ConsumeOptions : WatchOptions {
  std::string from, group = "locarno", consumer;
  std::vector<std::string> sectors;
  std::uint32_t claim_seconds = 60;
  std::size_t batch = 500;
  bool drain = false;
};

void tell(const ledger::AddCounts& total, bool json, Door& door) {
  if (!json)
    return door.print(fmt::format("{} new reports kept, {} known already, {} rows set aside\n", total.fresh, total.known, total.aside));
  std::string out;
  JsonLine line(out);
  line.number("aside", total.aside);
  line.number("fresh", total.fresh);
  line.number("known", total.known);
  line.end();
  door.print(out + "\n");
}

/// Two consumers of one name would take each other's entries for their own.
std::string own_name() {
  char host[256] = "host";
  ::gethostname(host, sizeof host - 1);
  return fmt::format("{}-{}", host, ::getpid());
}

class Consumer {
 public:
  Consumer(const ConsumeOptions& options, study::Monitor& monitor, watch::StreamDoor& stream, watch::StreamDoor::Ask ask, Door& door)
      : options_(options), monitor_(monitor), stream_(stream), ask_(std::move(ask)), door_(door), intake_(0) {}

  Result<void> run() {
    LOC_CHECK(stream_.make_group(ask_.streams, ask_.group));
    bool finishes_own = true;   // what this name got before it was ended
    while (!door_.run.is_cancelled()) {
      LOC_TRY(std::vector<watch::StreamEntry> entries, finishes_own ? stream_.unfinished(ask_) : take());
      if (!entries.empty()) {
        LOC_CHECK(keep(entries));
        continue;
      }
      if (!finishes_own && options_.drain) {
        LOC_TRY(const std::uint64_t pending, stream_.pending(ask_));
        if (pending == 0) return {};
      }
      finishes_own = false;
    }
    return fail(ErrorCode::cancelled, "stopped; what was acknowledged is kept, what was not comes again");
  }
  const ledger::AddCounts& total() const { return total_; }

 private:
  /// What others left lying comes before what is new.
  Result<std::vector<watch::StreamEntry>> take() {
    LOC_TRY(auto entries, stream_.claim(ask_, options_.claim_seconds * 1000));
    if (!entries.empty()) return entries;
    return stream_.next(ask_);
  }
  Result<void> keep(const std::vector<watch::StreamEntry>& entries) {
    const auto at = time_of(options_, door_);
    if (!at) return fail(ErrorCode::bad_use, "no time");
    intake_.received_now(parse_instant(*at)->at);
    LOC_TRY(const ledger::AddCounts counts, study::keep_entries(monitor_, intake_, stream_, ask_.group, entries, *at));
    total_.fresh += counts.fresh, total_.known += counts.known, total_.aside += counts.aside;
    door_.run.report("reports", static_cast<std::uint64_t>(total_.fresh + total_.known), 0);
    if (!options_.drain) tell(total_, options_.json, door_), std::fflush(stdout);
    return {};
  }

  const ConsumeOptions& options_;
  study::Monitor& monitor_;
  watch::StreamDoor& stream_;
  watch::StreamDoor::Ask ask_;
  Door& door_;
  watch::RowIntake intake_;
  ledger::AddCounts total_;
};

Result<std::vector<std::string>> wanted_streams(const ConsumeOptions& options, const study::Monitor& monitor, const std::string& name) {
  std::vector<std::string> all = study::streams_of(monitor, name);
  if (options.sectors.empty()) return all;
  std::vector<std::string> out;
  for (const std::string& sector : options.sectors) {
    if (std::find(all.begin(), all.end(), name + ":" + sector) == all.end())
      return fail(ErrorCode::not_found, "there is no sector '" + sector + "' in the terms ('none' is what lies in no sector)", options.place);
    out.push_back(name + ":" + sector);
  }
  return out;
}

void run_consume(const ConsumeOptions& options, Door& door) {
  if (!time_of(options, door)) return;
  const auto address = watch::parse_stream_address(options.from);
  if (!address) return door.fail(address.error());
  auto monitor = open_watch(options, true, door);
  if (!monitor) return;
  auto streams = wanted_streams(options, *monitor, address->name);
  if (!streams) return door.fail(streams.error());
  auto stream = watch::StreamDoor::open(*address, stream_password());
  if (!stream) return door.fail(stream.error());
  watch::StreamDoor::Ask ask{std::move(*streams), options.group, options.consumer.empty() ? own_name() : options.consumer, options.batch, wait_ms};
  Consumer consumer(options, *monitor, *stream, std::move(ask), door);
  const auto done = consumer.run();
  if (options.drain || !done) tell(consumer.total(), options.json, door);
  if (!done) door.fail(done.error());
}

struct GatherOptions : WatchOptions {
  std::vector<std::string> stores;
};

void run_gather(const GatherOptions& options, Door& door) {
  const auto at = time_of(options, door);
  if (!at) return;
  auto monitor = open_watch(options, true, door);
  if (!monitor) return;
  ledger::AddCounts total;
  for (const std::string& store : options.stores) {
    const auto counts = study::gather(*monitor, store, *at, door.run);
    if (!counts) return door.fail(counts.error());
    total.fresh += counts->fresh, total.known += counts->known, total.aside += counts->aside;
  }
  tell(total, options.json, door);
}

void add_stream(CLI::App& app, Door& door) {
  CLI::App* group = watch_group(app);
  auto consume = std::make_shared<ConsumeOptions>();
  CLI::App* command = group->add_subcommand("consume", "keep reports out of a Redis stream, as one of a group; what a killed one left is taken over");
  add_watch_options(*command, *consume);
  command->add_option("--from", consume->from, "redis://HOST[:PORT]#NAME or unix:/PATH#NAME; a password stands in $LOCARNO_REDIS_PASSWORD")->required();
  command->add_option("--group", consume->group, "each report goes to one consumer of the group");
  command->add_option("--name", consume->consumer, "of this consumer; default the machine's name and the process; the same name again takes up its own work");
  command->add_option("--sector", consume->sectors, "only these sectors of the terms; none = what lies in no sector")->delimiter(',');
  command->add_option("--claim-after", consume->claim_seconds, "seconds after which another's unfinished reports are taken over")->check(CLI::Range(0, 86'400));
  command->add_option("--batch", consume->batch, "reports kept in one step")->check(CLI::Range(1, 10'000));
  command->add_flag("--drain", consume->drain, "end when nothing is left to keep by anybody of the group");
  command->add_option("--at", consume->at, "time of receipt instead of the clock's");
  command->footer("Examples:\n"
                  "  locarno watch add cases/river-truce inbox/ --to redis://10.0.0.5#truce\n"
                  "  locarno watch consume cases/river-truce --from redis://10.0.0.5#truce\n"
                  "  locarno watch consume cases/river-truce --from unix:/run/redis/redis.sock#truce --sector north --drain");
  command->callback([consume, &door] { run_consume(*consume, door); });

  auto gather = std::make_shared<GatherOptions>();
  CLI::App* gather_command = group->add_subcommand("gather", "bring the stores of several consumers together: each report once");
  add_watch_options(*gather_command, *gather);
  gather_command->add_option("STORE", gather->stores, "files kept with --watch elsewhere")->required();
  gather_command->add_option("--at", gather->at, "time of receipt instead of the clock's");
  gather_command->footer("Examples:\n  locarno watch gather cases/river-truce north.db south.db");
  gather_command->callback([gather, &door] { run_gather(*gather, door); });
}
const Register stream_registered(29, add_stream);

}  // namespace
}  // namespace locarno::cli
