/// The page for an address that does not exist. The frame around it leads on.
struct NotFoundPage {
  var page: Page {
    Page(
      path: SiteMap.notFound, title: "Not found", summary: "", area: .none, template: "not-found", values: [:]
    )
  }
}
