internal import DriftModel
public import DriftProject

extension SystemFetcher {
  /// Looks at a system's access beside its documents: reads the probes, and asks what the token may do.
  ///
  /// What cannot be asked is known to be unknown; nothing of it fails the look at the documents.
  public func examine(_ rules: HealthRules) async -> AccessFacts {
    var outcomes: [ProbeOutcome] = []
    for probe in rules.probes { outcomes.append(await outcome(of: probe)) }
    await authenticator.take(outcomes)
    if let url = rules.introspection { await authenticator.take(await introspection(at: url)) }
    return await facts
  }

  /// What comes of a probe.
  private func outcome(of probe: HealthRules.Probe) async -> ProbeOutcome {
    do throws(FetchFailure) {
      let address = try around.rules.address(probe.url, "the probe")
      guard address.origin == first.origin else {
        throw FetchFailure(
          .setup,
          "\(probe.url.place.file):\(probe.url.place.line): the probe is of \(address.origin), and what shows "
            + "who asks is for \(first.origin)", advice: "probe the system's own addresses")
      }
      let response = try await exchange(address, conditions: [], isProbe: true)
      // What shows who asks goes to no other origin: what that one gives, it gives to anybody.
      guard response.url.origin == address.origin else {
        let failure = FetchFailure(
          .answer, "\(address) leads to \(response.url.origin), where nobody is asked who asks",
          advice: "probe an address that the system answers itself")
        return ProbeOutcome(name: probe.name, failure: cleaned(failure), isUnclear: true)
      }
      var outcome =
        switch ProbeAnswer(response) {
        case .data(let form): ProbeOutcome(name: probe.name, form: form)
        case .refused(let failure): ProbeOutcome(name: probe.name, failure: cleaned(failure))
        case .unclear(let failure): ProbeOutcome(name: probe.name, failure: cleaned(failure), isUnclear: true)
        }
      outcome.retirement.take(response.headers, now: around.now())
      return outcome
    } catch {
      return ProbeOutcome(name: probe.name, failure: cleaned(error))
    }
  }

  /// The client to which the token was given; nil where nobody says.
  private var client: String? {
    get async {
      guard case .oauth2(let grant) = source.credentials else { return nil }
      return try? await around.secrets.value(of: grant.clientID)
    }
  }

  private func introspection(at url: HTTPSource.URL) async -> IntrospectionAnswer {
    do throws(FetchFailure) {
      let endpoint = try around.rules.address(url, "the introspection endpoint")
      guard let token = try await authenticator.token() else {
        return .unknown("\(endpoint) can tell of tokens alone, and none is shown to the system")
      }
      return .read(
        try await authenticator.introspect(token, at: endpoint, send: around.send), now: around.now(), of: await client)
    } catch {
      return .unknown(cleaned(error).message)
    }
  }
}
