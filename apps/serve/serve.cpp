#include "serve.hpp"

#include <thread>

#include "base/build_mark.hpp"
#include "http_server.hpp"
#include "jobs.hpp"
#include "recent.hpp"
#include "routes.hpp"
#include "watch_shelf.hpp"
#include "what_if_shelf.hpp"

namespace locarno::serve {

Result<void> serve(const ServeOptions& options, const std::function<void(const std::string& address)>& ready, Run& run) {
  LOC_TRY(const std::unique_ptr<HttpServer> server, HttpServer::bind(options.port));
  Guard guard(server->port());
  LOC_TRY(const std::string address, guard.new_address());
  study::WorkbenchQuestion question = options.workbench;
  question.program = options.program;
  question.build = build_mark();
  study::Workbench bench(std::move(question));
  Jobs jobs;
  Recent recent;
  WatchShelf watches;
  WhatIfShelf what_ifs(bench.ledger());
  House house{&bench, &guard, &jobs, options.program, options.reader, options.web, &recent, &what_ifs, &watches};
  bench.start();
  std::thread answering([&] {
    server->run([&](const Request& request) { return guard.admit(request); },
                [&](const Request& request) { return answer(house, request); });
  });
  ready(address);
  while (!run.is_cancelled()) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  bench.stop();
  jobs.stop();
  server->stop();
  answering.join();
  return {};
}

}  // namespace locarno::serve
