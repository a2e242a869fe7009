// The processes of a scenario (spec/07 §17.5, PROCESS): started at their first call, one per name
// for a whole run, spoken to by JSON Lines.

#pragma once

#include <map>

#include "ChildProcess.h"
#include "Scenario.h"
#include "host/ServiceProcesses.h"

namespace aqua::network {

/// The processes of a scenario. Each starts with its first call.
class ProcessPool final : public host::ServiceProcesses {
public:
  /// Relative paths start from `folder`, in which processes run unless they say otherwise.
  ProcessPool(std::map<std::string, ProcessDescription> processes, std::string folder)
      : descriptions_(std::move(processes)), folder_(std::move(folder)) {}
  ProcessPool(const ProcessPool&) = delete;
  ProcessPool& operator=(const ProcessPool&) = delete;
  /// Closes the inputs of all, then waits for their ends; kills each after 2 s.
  ~ProcessPool() override;

  /// Ends all processes: the next run starts its own.
  void beginRun();

  /// The reply is broken if the process cannot be started, has ended, does not reply in time, or
  /// says what is no reply. A process that has ended is not started again; one that was late may
  /// reply to the next call.
  host::ProcessReply ask(llvm::StringRef process, const value::Value& call) override;

private:
  struct Running {
    ChildProcess process;
    int64_t lastId = 0;
    std::string end; // not empty: why it can be asked no more
  };

  void start(Running& running, const ProcessDescription& description) const;
  static host::ProcessReply request(Running& running, const ProcessDescription& description,
                                    const value::Value& call);

  std::map<std::string, ProcessDescription> descriptions_;
  std::string folder_;
  std::map<std::string, Running, std::less<>> running_;
};

} // namespace aqua::network
