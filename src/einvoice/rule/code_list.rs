//! The code lists that EN 16931 restricts its terms to, as its validation artefacts (CEN/TC 434, 2025) have them.

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::value::identifier::IdentifierKind;

/// UNTDID 1001: documents that add to what is owed (BR-CL-01).
const INVOICE_TYPES: &str = "\
    71 80 81 82 84 102 130 202 203 204 211 218 219 295 325 326 331 380 382 383 384 385 386 387 388 389 390 393 394 \
    395 456 457 471 472 473 500 501 527 553 575 623 633 751 780 817 870 875 876 877 935";

/// UNTDID 4451: what a note is about (BR-CL-08).
const SUBJECTS: &str = "\
    AAA AAB AAC AAD AAE AAF AAG AAI AAJ AAK AAL AAM AAN AAO AAP AAQ AAR AAS AAT AAU AAV AAW AAX AAY AAZ ABA ABB ABC \
    ABD ABE ABF ABG ABH ABI ABJ ABK ABL ABM ABN ABO ABP ABQ ABR ABS ABT ABU ABV ABW ABX ABZ ACA ACB ACC ACD ACE ACF \
    ACG ACH ACI ACJ ACK ACL ACM ACN ACO ACP ACQ ACR ACS ACT ACU ACV ACW ACX ACY ACZ ADA ADB ADC ADD ADE ADF ADG ADH \
    ADI ADJ ADK ADL ADM ADN ADO ADP ADQ ADR ADS ADT ADU ADV ADW ADX ADY ADZ AEA AEB AEC AED AEE AEF AEG AEH AEI AEJ \
    AEK AEL AEM AEN AEO AEP AEQ AER AES AET AEU AEV AEW AEX AEY AEZ AFA AFB AFC AFD AFE AFF AFG AFH AFI AFJ AFK AFL \
    AFM AFN AFO AFP AFQ AFR AFS AFT AFU AFV AFW AFX AFY AFZ AGA AGB AGC AGD AGE AGF AGG AGH AGI AGJ AGK AGL AGM AGN \
    AGO AGP AGQ AGR AGS AGT AGU AGV AGW AGX AGY AGZ AHA AHB AHC AHD AHE AHF AHG AHH AHI AHJ AHK AHL AHM AHN AHO AHP \
    AHQ AHR AHS AHT AHU AHV AHW AHX AHY AHZ AIA AIB AIC AID AIE AIF AIG AIH AII AIJ AIK AIL AIM AIN AIO AIP AIQ AIR \
    AIS AIT AIU AIV AIW AIX AIY AIZ AJA AJB ALC ALD ALE ALF ALG ALH ALI ALJ ALK ALL ALM ALN ALO ALP ALQ ARR ARS AUT \
    AUU AUV AUW AUX AUY AUZ AVA AVB AVC AVD AVE AVF BAG BAH BAI BAJ BAK BAL BAM BAN BAO BAP BAQ BAR BAS BLC BLD BLE \
    BLF BLG BLH BLI BLJ BLK BLL BLM BLN BLO BLP BLQ BLR BLS BLT BLU BLV BLW BLX BLY BLZ BMA BMB BMC BMD BME CCI CEX \
    CHG CIP CLP CLR COI CUR CUS DAR DCL DEL DIN DOC DUT EUR FBC GBL GEN GS7 HAN HAZ ICN IIN IMI IND INS INV IRP ITR \
    ITS LAN LIN LOI MCO MDH MKS ORI OSI PAC PAI PAY PKG PKT PMD PMT PRD PRF PRI PUR QIN QQD QUT RAH REG RET REV RQR \
    SAF SIC SIN SLR SPA SPG SPH SPP SPT SRN SSR SUR TCA TDT TRA TRR TXD WHI ZZZ";

/// UNTDID 7143: classifications of items (BR-CL-13).
const ITEM_LISTS: &str = "\
    AA AB AC AD AE AF AG AH AI AJ AK AL AM AN AO AP AQ AR AS AT AU AV AW AX AY AZ BA BB BC BD BE BF BG BH BI BJ BK \
    BL BM BN BO BP BQ BR BS BT BU BV BW BX BY BZ CC CG CL CR CV DR DW EC EF EMD EN FS GB GN GMN GS HS IB IN IS IT IZ \
    MA MF MN MP NB ON PD PL PO PPI PV QS RC RN RU RY SA SG SK SN SRS SRT SRU SRV SRW SRX SRY SRZ SS SSA SSB SSC SSD \
    SSE SSF SSG SSH SSI SSJ SSK SSL SSM SSN SSO SSP SSQ SSR SSS SST SSU SSV SSW SSX SSY SSZ ST STA STB STC STD STE \
    STF STG STH STI STJ STK STL STM STN STO STP STQ STR STS STT STU STV STW STX STY STZ SUA SUB SUC SUD SUE SUF SUG \
    SUH SUI SUJ SUK SUL SUM TG TSN TSO TSP TSQ TSR TSS TST TSU UA UP VN VP VS VX ZZZ";

/// UNTDID 5189: why something is taken off (BR-CL-19).
const ALLOWANCES: &str = "\
    41 42 60 62 63 64 65 66 67 68 70 71 88 95 100 102 103 104 105";

/// UNTDID 7161: why something is added (BR-CL-20).
const CHARGES: &str = "\
    AA AAA AAC AAD AAE AAF AAH AAI AAS AAT AAV AAY AAZ ABA ABB ABC ABD ABF ABK ABL ABN ABR ABS ABT ABU ACF ACG ACH \
    ACI ACJ ACK ACL ACM ACS ADC ADE ADJ ADK ADL ADM ADN ADO ADP ADQ ADR ADT ADW ADY ADZ AEA AEB AEC AED AEF AEH AEI \
    AEJ AEK AEL AEM AEN AEO AEP AES AET AEU AEV AEW AEX AEY AEZ AJ AU CA CAB CAD CAE CAF CAI CAJ CAK CAL CAM CAN CAO \
    CAP CAQ CAR CAS CAT CAU CAV CAW CAX CAY CAZ CD CG CS CT DAB DAD DAC DAF DAG DAH DAI DAJ DAK DAL DAM DAN DAO DAP \
    DAQ DL EG EP ER FAA FAB FAC FC FH FI GAA HAA HD HH IAA IAB ID IF IR IS KO L1 LA LAA LAB LF MAE MI ML NAA OA PA \
    PAA PC PL PRV RAB RAC RAD RAF RE RF RH RV SA SAA SAD SAE SAI SG SH SM SU TAB TAC TT TV V1 V2 WH XAA YY ZZZ";

/// VATEX: why no tax is charged (BR-CL-22).
const EXEMPTIONS: &str = "\
    VATEX-EU-79-C VATEX-EU-132 VATEX-EU-132-1A VATEX-EU-132-1B VATEX-EU-132-1C VATEX-EU-132-1D VATEX-EU-132-1E \
    VATEX-EU-132-1F VATEX-EU-132-1G VATEX-EU-132-1H VATEX-EU-132-1I VATEX-EU-132-1J VATEX-EU-132-1K VATEX-EU-132-1L \
    VATEX-EU-132-1M VATEX-EU-132-1N VATEX-EU-132-1O VATEX-EU-132-1P VATEX-EU-132-1Q VATEX-EU-135-1 VATEX-EU-143 \
    VATEX-EU-143-1A VATEX-EU-143-1B VATEX-EU-143-1C VATEX-EU-143-1D VATEX-EU-143-1E VATEX-EU-143-1F VATEX-EU-143-1FA \
    VATEX-EU-143-1G VATEX-EU-143-1H VATEX-EU-143-1I VATEX-EU-143-1J VATEX-EU-143-1K VATEX-EU-143-1L VATEX-EU-144 \
    VATEX-EU-146-1E VATEX-EU-159 VATEX-EU-309 VATEX-EU-148 VATEX-EU-148-A VATEX-EU-148-B VATEX-EU-148-C VATEX- \
    EU-148-D VATEX-EU-148-E VATEX-EU-148-F VATEX-EU-148-G VATEX-EU-151 VATEX-EU-151-1A VATEX-EU-151-1AA VATEX- \
    EU-151-1B VATEX-EU-151-1C VATEX-EU-151-1D VATEX-EU-151-1E VATEX-EU-G VATEX-EU-O VATEX-EU-IC VATEX-EU-AE VATEX- \
    EU-D VATEX-EU-F VATEX-EU-I VATEX-EU-J VATEX-FR-FRANCHISE VATEX-FR-CNWVAT VATEX-EU-153 VATEX-FR-CGI261-1 VATEX- \
    FR-CGI261-2 VATEX-FR-CGI261-3 VATEX-FR-CGI261-4 VATEX-FR-CGI261-5 VATEX-FR-CGI261-7 VATEX-FR-CGI261-8 VATEX-FR- \
    CGI261A VATEX-FR-CGI261B VATEX-FR-CGI261C-1 VATEX-FR-CGI261C-2 VATEX-FR-CGI261C-3 VATEX-FR-CGI261D-1 VATEX-FR- \
    CGI261D-1BIS VATEX-FR-CGI261D-2 VATEX-FR-CGI261D-3 VATEX-FR-CGI261D-4 VATEX-FR-CGI261E-1 VATEX-FR-CGI261E-2 \
    VATEX-FR-CGI277A VATEX-FR-CGI275 VATEX-FR-298SEXDECIESA VATEX-FR-CGI295 VATEX-FR-AE";

/// EAS: kinds of electronic addresses (BR-CL-25).
const ENDPOINTS: &str = "\
    0002 0007 0009 0037 0060 0088 0096 0097 0106 0130 0135 0142 0147 0151 0154 0158 0170 0177 0183 0184 0188 0190 \
    0191 0192 0193 0194 0195 0196 0198 0199 0200 0201 0202 0203 0204 0205 0208 0209 0210 0211 0212 0213 0215 0216 \
    0217 0218 0219 0220 0221 0225 0230 0235 0240 0244 0242 0245 0246 0248 9910 9913 9914 9915 9918 9919 9920 9922 \
    9923 9924 9925 9926 9927 9928 9929 9930 9931 9932 9933 9934 9935 9936 9937 9938 9939 9940 9941 9942 9943 9944 \
    9945 9946 9947 9948 9949 9950 9951 9952 9953 9957 9959 AN AQ AS AU EM";

/// UN/ECE recommendations 20 and 21: units (BR-CL-23).
const UNITS: &str = include_str!("unit.txt");

/// What may be attached (BR-CL-24).
const MIME: &[&str] = &[
    "application/pdf",
    "image/png",
    "image/jpeg",
    "text/csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.oasis.opendocument.spreadsheet",
];

fn listed(list: &str, code: &str) -> bool {
    list.split_whitespace().any(|known| known == code)
}

pub(super) fn is_type(code: u16) -> bool {
    // The types of credit notes stand with the type.
    super::TypeCode(code).is_credit() || listed(INVOICE_TYPES, &code.to_string())
}

pub(super) fn is_subject(code: &str) -> bool {
    listed(SUBJECTS, code)
}

pub(super) fn is_item_list(code: &str) -> bool {
    listed(ITEM_LISTS, code)
}

pub(super) fn is_allowance(code: &str) -> bool {
    listed(ALLOWANCES, code)
}

pub(super) fn is_charge(code: &str) -> bool {
    listed(CHARGES, code)
}

pub(super) fn is_exemption(code: &str) -> bool {
    listed(EXEMPTIONS, code)
}

pub(super) fn is_endpoint(scheme: &str) -> bool {
    listed(ENDPOINTS, scheme)
}

pub(super) fn is_unit(code: &str) -> bool {
    static KNOWN: OnceLock<HashSet<&str>> = OnceLock::new();
    KNOWN.get_or_init(|| UNITS.split_whitespace().collect()).contains(code)
}

pub(super) fn is_mime(mime: &str) -> bool {
    MIME.contains(&mime)
}

/// ISO 6523: identifiers of organisations and items (BR-CL-10, BR-CL-11, BR-CL-21, BR-CL-26).
pub(super) fn is_icd(scheme: &str) -> bool {
    let number = scheme.parse::<u16>().ok().filter(|_| scheme.len() == 4 && scheme.bytes().all(|b| b.is_ascii_digit()));
    number.is_some_and(|number| (2..=248).contains(&number) && ![92, 103, 181, 182].contains(&number))
}

/// ISO 3166-1, with Northern Ireland and Kosovo (BR-CL-14).
pub(super) fn is_country(code: &str) -> bool {
    matches!(code, "XI" | "1A") || IdentifierKind::Country.check(code).is_ok()
}

/// UNTDID 4461: how to pay (BR-CL-16).
pub(super) fn is_means(code: &str) -> bool {
    let number = code.parse::<u16>().ok().filter(|_| !code.starts_with(['0', '+']));
    code == "ZZZ" || number.is_some_and(|number| matches!(number, 1..=70 | 74..=78 | 91..=98))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes() {
        assert!(is_type(380) && is_type(381) && is_type(875) && !is_type(999));
        assert!(is_unit("C62") && is_unit("HUR") && is_unit("XPK") && !is_unit("PCE") && !is_unit(""));
        assert!(is_icd("0002") && is_icd("0160") && !is_icd("2") && !is_icd("0103") && !is_icd("9957"));
        assert!(is_endpoint("0225") && is_endpoint("EM") && !is_endpoint("0001"));
        assert!(is_country("FR") && is_country("XI") && !is_country("UK"));
        assert!(is_means("58") && is_means("ZZZ") && !is_means("71") && !is_means("058"));
        assert!(is_exemption("VATEX-FR-FRANCHISE") && !is_exemption("VATEX-FR"));
        assert!(is_subject("PMT") && is_subject("BAR") && !is_subject("PM"));
    }
}
