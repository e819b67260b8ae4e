/// The data sets of the Common Information Model, as far as their names stand before fields.
/// Source: Common Information Model Add-on Manual, the data models' reference tables.
enum DataSets {
  /// The root data sets of each data model.
  static let roots: [String: Set<String>] = [
    "Alerts": ["Alerts"],
    "Application_State": ["All_Application_State"],
    "Authentication": ["Authentication"],
    "Certificates": ["All_Certificates"],
    "Change": ["All_Changes"],
    "Data_Access": ["Data_Access"],
    "Databases": ["All_Databases"],
    "DLP": ["DLP_Incidents"],
    "Email": ["All_Email"],
    "Endpoint": ["Ports", "Processes", "Services", "Filesystem", "Registry"],
    "Event_Signatures": ["Signatures"],
    "Interprocess_Messaging": ["All_Interprocess_Messaging"],
    "Intrusion_Detection": ["IDS_Attacks"],
    "Inventory": ["All_Inventory"],
    "JVM": ["JVM"],
    "Malware": ["Malware_Attacks", "Malware_Operations"],
    "Network_Resolution": ["DNS"],
    "Network_Sessions": ["All_Sessions"],
    "Network_Traffic": ["All_Traffic"],
    "Performance": ["All_Performance"],
    "Risk": ["All_Risk"],
    "Splunk_Audit": [
      "Datamodel_Acceleration", "Modular_Actions", "Scheduler_Activity", "Search_Activity", "View_Activity",
      "Web_Service_Errors",
    ],
    "Ticket_Management": ["All_Ticket_Management"],
    "Updates": ["Updates", "Update_Errors"],
    "Vulnerabilities": ["Vulnerabilities"],
    "Web": ["Web"],
  ]

  /// Data sets that stand below another one.
  static let children: Set<String> = [
    "Account_Lockouts", "Account_Management", "Accounts_Created", "Accounts_Deleted", "Accounts_Updated",
    "Allowed_Traffic", "Auditing_Changes", "Blocked_Traffic", "Content", "Default_Authentication", "Delivery",
    "Device_Restarts", "Endpoint_Changes", "Endpoint_Restarts", "Failed_Authentication", "Filtering",
    "Insecure_Authentication", "Instance_Changes", "Network_Changes", "Other_Endpoint_Changes",
    "Privileged_Authentication", "Proxy", "SSL", "Storage", "Successful_Authentication", "Traffic_By_Action",
  ]

  /// A field's name without the data sets before it. `roots` are the data sets that can stand first.
  static func bareName(_ name: String, roots: Set<String>) -> String {
    guard let dot = name.utf8.firstIndex(of: UInt8(ascii: ".")), roots.contains(String(name[..<dot])) else {
      return name
    }
    var parts = name[name.utf8.index(after: dot)...].split(separator: ".", omittingEmptySubsequences: false)
      .map(String.init)
    while parts.count > 1, children.contains(parts[0]) || roots.contains(parts[0]) {
      parts.removeFirst()
    }
    return parts.joined(separator: ".")
  }
}
