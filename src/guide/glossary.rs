//! Terms in English and Vietnamese, with the type or module that stands for each.
//!
//! # Households and classes
//!
//! | English | Tiếng Việt | here |
//! |---|---|---|
//! | household (HGĐ) | hộ gia đình | [`Household`](crate::household::Household) |
//! | member | nhân khẩu (NK) | [`Member`](crate::household::Member) |
//! | head of household | chủ hộ | the first member |
//! | dependant | người phụ thuộc | rule `dependants` of a standard |
//! | poor household (HN) | hộ nghèo | class `poor` |
//! | near-poor household (HCN) | hộ cận nghèo | class `near_poor` |
//! | household of average living standard | hộ có mức sống trung bình | class `average` |
//! | household newly out of poverty | hộ mới thoát nghèo | `register::EscapeWindow`: 36 months |
//! | left poverty | thoát nghèo | `register::Passage` |
//! | newly poor | hộ nghèo phát sinh | `register::Passage` |
//! | fallen back into poverty | tái nghèo | `register::Passage`; in a panel [`Transitions`](crate::measure::panel::Transitions) |
//! | low-income worker | người lao động có thu nhập thấp | [`Status`](crate::standard::Status) beside the class |
//! | ethnic minority (DTTS) | dân tộc thiểu số | [`EthnicGroup`](crate::household::EthnicGroup) |
//! | income per head (TNBQ) | thu nhập bình quân đầu người | [`Household`](crate::household::Household), per person and month |
//! | monthly social allowance | trợ cấp xã hội hằng tháng | [`household`](crate::household) |
//! | health insurance (BHYT) | bảo hiểm y tế | indicator `health_insurance` |
//! | labour contract (HĐLĐ) | hợp đồng lao động | [`Contract`](crate::household::Contract) |
//! | hygienic toilet | nhà tiêu hợp vệ sinh | [`Toilet`](crate::household::Toilet) |
//! | source of domestic water | nguồn nước sinh hoạt | [`WaterSource`](crate::household::WaterSource) |
//! | stunting; underweight | suy dinh dưỡng chiều cao; cân nặng theo tuổi | indicator `nutrition` |
//! | temporary, dilapidated house | nhà tạm, nhà dột nát | [`Dwelling`](crate::household::Dwelling) |
//! | "three hard" | "ba cứng": nền, khung - tường, mái | standard `vn-three-hard-housing` |
//!
//! # Law and measure
//!
//! | English | Tiếng Việt | here |
//! |---|---|---|
//! | multidimensional poverty | nghèo đa chiều | [`standard`](crate::standard), [`measure`](crate::measure) |
//! | multidimensional poverty standard | chuẩn nghèo đa chiều | [`Standard`](crate::standard::Standard) |
//! | poverty line | chuẩn nghèo (về thu nhập) | [`IncomeLine`](crate::standard::IncomeLine) |
//! | basic social service | dịch vụ xã hội cơ bản | [`Dimension`](crate::standard::Dimension) |
//! | dimension | chiều thiếu hụt | [`Dimension`](crate::standard::Dimension) |
//! | indicator | chỉ số đo lường | [`Indicator`](crate::standard::Indicator) |
//! | deprivation | thiếu hụt | [`Deprivation`](crate::standard::Deprivation) |
//! | deprivation cutoff | ngưỡng thiếu hụt | [`rule`](crate::standard::rule) |
//! | poverty rate | tỷ lệ hộ nghèo | [`AdministrativeRate`](crate::measure::administrative::AdministrativeRate) |
//! | multidimensional poverty rate | tỷ lệ nghèo đa chiều | poor and near-poor households over all |
//! | percent; percentage point | phần trăm; điểm phần trăm | [`Percent`](crate::quantity::Percent), [`PercentagePoints`](crate::quantity::PercentagePoints) |
//! | headcount ratio H | tỷ lệ người (hộ) nghèo đa chiều | [`Measure::HeadcountRatio`](crate::measure::Measure::HeadcountRatio) |
//! | intensity A | mức độ thiếu hụt bình quân của người nghèo | [`Measure::Intensity`](crate::measure::Measure::Intensity) |
//! | adjusted headcount ratio M0 | chỉ số nghèo đa chiều (MPI) | [`Measure::AdjustedHeadcountRatio`](crate::measure::Measure::AdjustedHeadcountRatio) |
//! | form A, B1, B2 | phiếu A, B1, B2 | [`Standard::assess_score`](crate::standard::Standard::assess_score), [`PointTables`](crate::standard::PointTables) |
//!
//! # Places
//!
//! | English | Tiếng Việt | here |
//! |---|---|---|
//! | province; city under the centre | tỉnh; thành phố trực thuộc trung ương | [`Unit`](crate::place::Unit) |
//! | district (until 30 June 2025) | huyện | [`Unit`](crate::place::Unit) |
//! | commune; ward; township; special zone | xã; phường; thị trấn; đặc khu | [`Unit`](crate::place::Unit) |
//! | village, hamlet, urban group | thôn, bản, buôn, tổ dân phố | below the commune; not a unit of administration |
//! | commune of zone I, II, III | xã khu vực I, II, III | [`Zone`](crate::place::Zone) |
//! | commune in special difficulty | xã đặc biệt khó khăn (ĐBKK) | [`Designation`](crate::place::Designation) |
//! | poor district | huyện nghèo | [`Designation`](crate::place::Designation) |
//! | coastal and island commune | xã bãi ngang, ven biển và hải đảo | [`Designation`](crate::place::Designation) |
//!
//! # The yearly review
//!
//! | English | Tiếng Việt | here (feature `register`) |
//! |---|---|---|
//! | yearly review | rà soát định kỳ hằng năm | `register::review` |
//! | review on request | rà soát thường xuyên | `register::review` |
//! | steering committee of the review | Ban Chỉ đạo rà soát | an actor of `register::review` |
//! | reviewer | rà soát viên | an actor of `register::review` |
//! | village meeting | họp dân | a step of `register::review` |
//! | public posting | niêm yết công khai | a step of `register::review` |
//! | complaint | khiếu nại | a step of `register::review` |
//! | certificate | giấy chứng nhận hộ nghèo, hộ cận nghèo | a step of `register::review` |
//!
//! # Programmes and money
//!
//! | English | Tiếng Việt | here (feature `programme`) |
//! |---|---|---|
//! | national target programme (NTP) | chương trình mục tiêu quốc gia (CTMTQG) | `programme::structure` |
//! | sustainable poverty reduction | giảm nghèo bền vững (GNBV) | the programme that is built in |
//! | project; sub-project | dự án (DA); tiểu dự án (TDA) | `programme::structure` |
//! | central budget; local budget | ngân sách trung ương; địa phương | `programme::FundingSource` |
//! | counterpart funding | vốn đối ứng | `programme::rates::counterpart` |
//! | development investment capital | vốn đầu tư phát triển | `programme::Capital` |
//! | recurrent capital | vốn sự nghiệp; word for word "career capital" | `programme::Capital` |
//! | appropriation, estimate assigned | giao dự toán | `programme::ledger::Flow` |
//! | supplement | bổ sung | `programme::ledger::Flow` |
//! | reallocation | điều chỉnh | `programme::ledger::Movement` |
//! | advance | tạm ứng | `programme::ledger::Flow` |
//! | disbursement | giải ngân | `programme::ledger::Flow`; rate: `programme::rates::Execution` |
//! | carry-over into the next year | chuyển nguồn; kéo dài thời gian giải ngân | `programme::ledger::CarryOverRule` |
//! | cancellation | hủy dự toán | `programme::ledger::Flow` |
//! | refund | hoàn trả ngân sách | `programme::ledger::Flow` |
//! | Bank for Social Policies (VBSP) | Ngân hàng Chính sách xã hội (NHCSXH) | `programme::credit` |
//! | livelihood model | mô hình sinh kế | `programme::delivery::Output` |
