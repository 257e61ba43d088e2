//! The firm itself: its first day, who comes and goes, what is sold at which price.

use super::DemoLanguage;
use super::file::Toml;
use super::world::{Change, World};
use crate::template::init::{self, Answers};
use crate::value::{Date, Decimal, decimal};

impl World<'_> {
    /// The book begins: settings, team, catalogue, and the customers of the old spreadsheet.
    pub fn first_day(&mut self) {
        let director = 0;
        let (settings, mut changes) = self.new_book();
        changes.push((crate::firm::PATH.to_owned(), Some(settings.clone())));
        self.commit(director, "Begin the book", changes);
        self.commit(director, "Add our address and bank account", vec![self.with_address(&settings)]);

        let team = (0..self.present.len()).filter(|member| self.present[*member] && *member != director);
        let team = team.map(|member| self.member_file(member, None)).collect();
        self.commit(director, "Add the team", team);

        let territories = (0..self.data.firm.territories.len()).map(|i| self.territory_file(i, None)).collect();
        self.commit(director, "Divide the market into territories", territories);
        for (message, service) in [("Add our services", true), ("Add the goods from the catalogue", false)] {
            let products = (0..self.prices.len()).filter(|i| self.data.firm.products[*i].service == service);
            let products = products.map(|i| self.product_file(i)).collect();
            self.commit(self.member("nadia"), message, products);
        }
        for (member, data) in self.data.firm.members.iter().enumerate() {
            let old = |i: &usize| self.data.customers[*i].old && self.data.customers[*i].owner == data.id;
            let owned: Vec<usize> = (0..self.customers.len()).filter(old).collect();
            if !owned.is_empty() {
                let changes = owned.iter().flat_map(|customer| self.meet(*customer)).collect();
                self.commit(member, "Take my customers over from the old spreadsheet", changes);
            }
        }
        let segments = self.data.firm.segments.iter().map(|segment| {
            let mut toml = Toml::default();
            toml.text("name", segment.name.text(self.language));
            toml.text("description", segment.description.text(self.language));
            toml.text("query", &segment.query);
            (format!("segments/{}.toml", segment.id), Some(toml.finish()))
        });
        let segments = segments.collect();
        self.commit(director, "Save the questions that we ask most", segments);
    }

    /// `carnet.toml`, and the other files that `carnet init` writes.
    fn new_book(&self) -> (String, Vec<Change>) {
        let (firm, director) = (&self.data.firm, self.member_data(0));
        let language = match self.language {
            DemoLanguage::English => "en",
            DemoLanguage::French => "fr",
        };
        let answers = Answers {
            name: "Atelier Exemple".into(),
            country: "FR".into(),
            legal_form: "SARL".into(),
            siret: firm.siret.clone(),
            vat: "normal".into(),
            vat_id: firm.vat_id.clone(),
            language: language.into(),
            currency: "EUR".into(),
            time_zone: "Europe/Paris".into(),
            fiscal_year_start: "1".into(),
            terms: "30d".into(),
            first_number: "1".into(),
            member_name: director.name.clone(),
            email: "contact@example.com".into(),
            member_id: director.id.clone(),
            ..Answers::default()
        };
        let mut settings = String::new();
        let mut changes = Vec::new();
        for (path, text) in init::files(&answers) {
            if path == crate::firm::PATH {
                settings = text;
            } else if !path.starts_with("team/") {
                changes.push((path, Some(text)));
            }
        }
        changes.push(self.member_file(0, None));
        (settings, changes)
    }

    /// The settings with what `init` does not ask.
    fn with_address(&self, settings: &str) -> Change {
        let address = "[firm.address]\nstreet = \"1 rue de l'Exemple\"\npostcode = \"59000\"\ncity = \"Lille\"\n";
        let bank = format!("[[firm.bank]]\niban = \"{}\"\n", self.data.firm.iban);
        let form = "legal_form = \"SARL\"\n";
        let company = format!("{form}capital = 20000\n");
        let vat_id = format!("vat_id = \"{}\"\n", self.data.firm.vat_id);
        let registered = format!("register = \"RCS Lille {}\"\n{vat_id}", &self.data.firm.siret[..9]);
        let insured =
            "insurance = \"Assurance Exemple, 59000 Lille; France\"\nmediator = \"Médiation Exemple, 59000 Lille\"\n";
        let settings = settings.replace(form, &company).replace(&vat_id, &registered);
        let text =
            settings.replace("[firm.address]\n", address).replace("# [[firm.bank]]\n# iban = \"…\"\n", &bank).replace(
                "email = \"contact@example.com\"\n",
                &format!("email = \"contact@example.com\"\nphone = \"+33 3 53 01 00 01\"\n{insured}"),
            );
        (crate::firm::PATH.to_owned(), Some(text))
    }

    fn member_file(&self, member: usize, archived: Option<Date>) -> Change {
        let data = self.member_data(member);
        let mut toml = Toml::default();
        toml.text("name", &data.name).text("email", &format!("{}@example.com", data.id));
        toml.text("phone", &format!("+33 6 39 98 00 {:02}", 11 + 7 * member));
        toml.group().text("role", data.role.text(self.language)).some("manager", data.manager.as_deref());
        toml.group();
        archived.map(|day| toml.raw("archived", day));
        (format!("team/{}.toml", data.id), Some(toml.finish()))
    }

    fn territory_file(&self, territory: usize, manager: Option<&str>) -> Change {
        let data = &self.data.firm.territories[territory];
        let mut toml = Toml::default();
        toml.text("name", data.name.text(self.language)).some("parent", data.parent.as_deref());
        toml.text("manager", manager.unwrap_or(&data.manager));
        (format!("territories/{}.toml", data.id), Some(toml.finish()))
    }

    fn product_file(&self, product: usize) -> Change {
        let data = &self.data.firm.products[product];
        let mut toml = Toml::default();
        toml.text("name", data.name.text(self.language));
        toml.text("nature", if data.service { "services" } else { "goods" });
        toml.text("category", data.family.text(self.language)).text("unit", &data.unit);
        toml.group().raw("price", self.prices[product]).raw("cost", data.cost.0);
        toml.text("tax", data.tax.as_deref().unwrap_or("fr-20"));
        toml.group();
        self.ended[product].map(|day| toml.raw("archived", day));
        (format!("products/{}.toml", data.id), Some(toml.finish()))
    }

    pub fn join(&mut self, member: usize) {
        self.present[member] = true;
        let change = self.member_file(member, None);
        let name = &self.member_data(member).name;
        self.commit(0, format!("Welcome {name}"), vec![change]);
    }

    /// Customers, open deals and territories of one who leaves go to another.
    pub fn hand_over(&mut self, from: usize, to: usize) {
        let mut changes = Vec::new();
        for customer in 0..self.customers.len() {
            if self.customers[customer].owner == self.member_data(from).id {
                self.customers[customer].owner = self.member_data(to).id.clone();
                if self.customers[customer].known {
                    changes.push(self.customer_file(customer));
                }
            }
        }
        for deal in 0..self.deals.len() {
            if self.deals[deal].owner == self.member_data(from).id && self.deals[deal].is_open() {
                self.deals[deal].owner = self.member_data(to).id.clone();
                changes.push(self.deal_file(deal));
            }
        }
        for (i, territory) in self.data.firm.territories.iter().enumerate() {
            if territory.manager == self.member_data(from).id {
                changes.push(self.territory_file(i, Some(&self.member_data(to).id)));
            }
        }
        let (old, new) = (&self.member_data(from).name, &self.member_data(to).name);
        self.commit(0, format!("Hand the customers of {old} over to {new}"), changes);
    }

    pub fn leave(&mut self, member: usize) {
        self.present[member] = false;
        let change = self.member_file(member, Some(self.today()));
        let name = &self.member_data(member).name;
        self.commit(0, format!("{name} leaves us"), vec![change]);
    }

    /// Every second price rises by some three percent.
    pub fn new_prices(&mut self) {
        let mut changes = Vec::new();
        for product in 0..self.prices.len() {
            if product % 2 == self.today().year().unsigned_abs() as usize % 2 && self.ended[product].is_none() {
                let raised = self.prices[product] * Decimal::new(103, 2);
                // To the half euro, as price lists are made.
                let halves = decimal::round(raised * Decimal::TWO, 0);
                self.prices[product] = decimal::fixed(halves / Decimal::TWO, 2);
                changes.push(self.product_file(product));
            }
        }
        self.commit(0, format!("New prices for {}", self.today().year()), changes);
    }

    pub fn end_product(&mut self, product: usize) {
        self.ended[product] = Some(self.today());
        let change = self.product_file(product);
        let id = &self.data.firm.products[product].id;
        self.commit(0, format!("Stop selling {id}: the last ones are sold"), vec![change]);
    }
}
