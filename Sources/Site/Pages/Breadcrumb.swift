/// The way from the home page to a page, at the page's head.
struct Breadcrumb {
  let steps: [(text: String, path: PagePath)]
  let path: PagePath

  var html: HTMLFragment {
    .written { html in
      html.element(.nav, .class("breadcrumb"), .label("Breadcrumb")) { html in
        html.element(.ol) { html in
          for step in [("Detection rules", SiteMap.home)] + steps {
            html.element(.li) { $0.link(step.0, Link(to: step.1, from: path)) }
          }
        }
      }
    }
  }
}
