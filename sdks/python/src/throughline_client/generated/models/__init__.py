""" Contains all the data models used in inputs/outputs """

from .administration import Administration
from .administration_access import AdministrationAccess
from .administration_changes import AdministrationChanges
from .administration_changes_release_mode_type_0 import AdministrationChangesReleaseModeType0
from .administration_closed_message import AdministrationClosedMessage
from .administration_note import AdministrationNote
from .administration_note_code import AdministrationNoteCode
from .administration_opened_message import AdministrationOpenedMessage
from .administration_page import AdministrationPage
from .administration_release_mode import AdministrationReleaseMode
from .administration_state import AdministrationState
from .administration_told import AdministrationTold
from .agree_share import AgreeShare
from .agree_share_bound import AgreeShareBound
from .agreement import Agreement
from .agreement_word import AgreementWord
from .alive import Alive
from .api_key_info import ApiKeyInfo
from .api_key_info_page import ApiKeyInfoPage
from .api_key_info_scopes_item import ApiKeyInfoScopesItem
from .attempt import Attempt
from .attempt_result import AttemptResult
from .audit_entry import AuditEntry
from .audit_entry_actor_type_0 import AuditEntryActorType0
from .audit_entry_detail import AuditEntryDetail
from .audit_entry_page import AuditEntryPage
from .between_schools import BetweenSchools
from .bounces import Bounces
from .bounds import Bounds
from .card import Card
from .cards import Cards
from .careless_share import CarelessShare
from .catalogue import Catalogue
from .change import Change
from .change_kind import ChangeKind
from .changes import Changes
from .client import Client
from .client_page import ClientPage
from .client_rotation import ClientRotation
from .client_scopes_item import ClientScopesItem
from .client_with_secret import ClientWithSecret
from .client_with_secret_scopes_item import ClientWithSecretScopesItem
from .comparison import Comparison
from .comparison_reasons_item import ComparisonReasonsItem
from .coverage import Coverage
from .coverage_text import CoverageText
from .deletion import Deletion
from .deletion_counts import DeletionCounts
from .deletion_kind import DeletionKind
from .delivery import Delivery
from .delivery_page import DeliveryPage
from .delivery_state import DeliveryState
from .disagreement import Disagreement
from .disagreement_flag import DisagreementFlag
from .disagreement_item import DisagreementItem
from .disagreement_item_flag import DisagreementItemFlag
from .district import District
from .district_changes import DistrictChanges
from .district_domain import DistrictDomain
from .district_domain_score import DistrictDomainScore
from .district_domain_title import DistrictDomainTitle
from .district_factor import DistrictFactor
from .district_factor_title import DistrictFactorTitle
from .district_page import DistrictPage
from .district_score import DistrictScore
from .district_summary import DistrictSummary
from .domain import Domain
from .domain_level import DomainLevel
from .domain_score import DomainScore
from .domain_title import DomainTitle
from .earlier import Earlier
from .exchange import Exchange
from .exchange_hold import ExchangeHold
from .export import Export
from .export_file import ExportFile
from .export_format import ExportFormat
from .export_language import ExportLanguage
from .export_page import ExportPage
from .export_ready_message import ExportReadyMessage
from .export_state import ExportState
from .export_told import ExportTold
from .extension import Extension
from .external_id import ExternalId
from .external_id_system import ExternalIdSystem
from .factor import Factor
from .factor_group_type_0 import FactorGroupType0
from .factor_score import FactorScore
from .factor_score_bound import FactorScoreBound
from .factor_title import FactorTitle
from .get_district_summary_schema_response_get_district_summary_schema import GetDistrictSummarySchemaResponseGetDistrictSummarySchema
from .get_export_file_response_200 import GetExportFileResponse200
from .get_instrument_schema_response_get_instrument_schema import GetInstrumentSchemaResponseGetInstrumentSchema
from .get_poster_language import GetPosterLanguage
from .get_poster_paper import GetPosterPaper
from .get_profile_pdf_language import GetProfilePdfLanguage
from .get_profile_pdf_paper import GetProfilePdfPaper
from .get_profile_pdf_part import GetProfilePdfPart
from .get_profile_schema_response_get_profile_schema import GetProfileSchemaResponseGetProfileSchema
from .get_report_pdf_language import GetReportPdfLanguage
from .get_report_pdf_paper import GetReportPdfPaper
from .get_report_pdf_part import GetReportPdfPart
from .get_shared_pdf_language import GetSharedPdfLanguage
from .get_shared_pdf_paper import GetSharedPdfPaper
from .get_shared_pdf_part import GetSharedPdfPart
from .get_trend_schema_response_get_trend_schema import GetTrendSchemaResponseGetTrendSchema
from .give_addresses_json_address_list import GiveAddressesJsonAddressList
from .identity_provider import IdentityProvider
from .import_ import Import
from .import_errors_item import ImportErrorsItem
from .import_page import ImportPage
from .import_state import ImportState
from .instrument_reference import InstrumentReference
from .instrument_summary import InstrumentSummary
from .instrument_summary_page import InstrumentSummaryPage
from .instrument_summary_title import InstrumentSummaryTitle
from .instrument_version import InstrumentVersion
from .interval import Interval
from .issue_token_body import IssueTokenBody
from .issue_token_body_grant_type import IssueTokenBodyGrantType
from .issued_pass import IssuedPass
from .issued_token import IssuedToken
from .item import Item
from .item_answered import ItemAnswered
from .item_text import ItemText
from .key_set import KeySet
from .key_set_keys_item import KeySetKeysItem
from .level import Level
from .level_count import LevelCount
from .level_descriptor import LevelDescriptor
from .leverage import Leverage
from .leverage_certainty import LeverageCertainty
from .link_asked import LinkAsked
from .link_request import LinkRequest
from .list_deliveries_state_type_0 import ListDeliveriesStateType0
from .made_api_key import MadeApiKey
from .made_api_key_scopes_item import MadeApiKeyScopesItem
from .made_link import MadeLink
from .mail_standing import MailStanding
from .mail_standing_bounced import MailStandingBounced
from .make_cards_paper import MakeCardsPaper
from .measured_change import MeasuredChange
from .measured_change_verdict import MeasuredChangeVerdict
from .measured_earlier import MeasuredEarlier
from .member_school import MemberSchool
from .metadata import Metadata
from .missing import Missing
from .named_school import NamedSchool
from .needed_support import NeededSupport
from .needed_support_text import NeededSupportText
from .needed_support_title import NeededSupportTitle
from .new_administration import NewAdministration
from .new_administration_access import NewAdministrationAccess
from .new_administration_release_mode import NewAdministrationReleaseMode
from .new_api_key import NewApiKey
from .new_api_key_scopes_item import NewApiKeyScopesItem
from .new_client import NewClient
from .new_client_scopes_item import NewClientScopesItem
from .new_district import NewDistrict
from .new_export import NewExport
from .new_export_format import NewExportFormat
from .new_export_language import NewExportLanguage
from .new_identity_provider import NewIdentityProvider
from .new_link import NewLink
from .new_participations import NewParticipations
from .new_person import NewPerson
from .new_person_role import NewPersonRole
from .new_replay import NewReplay
from .new_replay_which import NewReplayWhich
from .new_school import NewSchool
from .new_share import NewShare
from .new_webhook import NewWebhook
from .new_webhook_events_item import NewWebhookEventsItem
from .note import Note
from .note_code import NoteCode
from .note_text import NoteText
from .o_auth_error import OAuthError
from .office import Office
from .office_roles import OfficeRoles
from .participating_school import ParticipatingSchool
from .participation import Participation
from .participation_changes import ParticipationChanges
from .participation_page import ParticipationPage
from .participation_second_copy import ParticipationSecondCopy
from .participation_state import ParticipationState
from .pass_request import PassRequest
from .payload import Payload
from .payload_data import PayloadData
from .people import People
from .person import Person
from .person_changes import PersonChanges
from .person_changes_role_type_0 import PersonChangesRoleType0
from .person_page import PersonPage
from .person_role import PersonRole
from .person_scopes_item import PersonScopesItem
from .person_state import PersonState
from .problem import Problem
from .problem_errors_item import ProblemErrorsItem
from .problem_page import ProblemPage
from .profile_deleted_message import ProfileDeletedMessage
from .profile_document import ProfileDocument
from .profile_document_page import ProfileDocumentPage
from .profile_external_id import ProfileExternalId
from .profile_participation import ProfileParticipation
from .profile_participation_access import ProfileParticipationAccess
from .profile_participation_standing import ProfileParticipationStanding
from .profile_published_message import ProfilePublishedMessage
from .profile_school import ProfileSchool
from .profile_told import ProfileTold
from .progress import Progress
from .read_roster_roster_upload import ReadRosterRosterUpload
from .readiness import Readiness
from .readiness_broker import ReadinessBroker
from .readiness_database import ReadinessDatabase
from .readiness_key_store import ReadinessKeyStore
from .readiness_migration_head import ReadinessMigrationHead
from .readiness_status import ReadinessStatus
from .recorded import Recorded
from .reference import Reference
from .reliability import Reliability
from .reminder_text import ReminderText
from .reminders import Reminders
from .replace_cards_paper import ReplaceCardsPaper
from .replay import Replay
from .request_import_form import RequestImportForm
from .response_standing import ResponseStanding
from .revoke_token_body import RevokeTokenBody
from .role_count import RoleCount
from .roster_changes import RosterChanges
from .roster_note import RosterNote
from .roster_report import RosterReport
from .roster_report_format import RosterReportFormat
from .scale_range import ScaleRange
from .school import School
from .school_changes import SchoolChanges
from .school_kind import SchoolKind
from .school_numbers import SchoolNumbers
from .school_numbers_only_enrolled import SchoolNumbersOnlyEnrolled
from .school_numbers_roles import SchoolNumbersRoles
from .school_page import SchoolPage
from .school_progress import SchoolProgress
from .session import Session
from .share import Share
from .share_page import SharePage
from .share_with_link import ShareWithLink
from .shared_report import SharedReport
from .shared_report_instrument import SharedReportInstrument
from .start_here import StartHere
from .start_here_certainty import StartHereCertainty
from .start_here_rule import StartHereRule
from .start_here_text import StartHereText
from .starting_point import StartingPoint
from .starting_points import StartingPoints
from .store_instrument_json_body import StoreInstrumentJsonBody
from .stored_instrument import StoredInstrument
from .stored_instrument_document import StoredInstrumentDocument
from .stored_instrument_title import StoredInstrumentTitle
from .stored_numbers import StoredNumbers
from .stored_numbers_roles import StoredNumbersRoles
from .stored_roster import StoredRoster
from .stored_roster_detail import StoredRosterDetail
from .stored_roster_detail_format import StoredRosterDetailFormat
from .stored_roster_format import StoredRosterFormat
from .stored_roster_page import StoredRosterPage
from .subgroup_band import SubgroupBand
from .subgroup_band_label import SubgroupBandLabel
from .subgroup_factor import SubgroupFactor
from .subgroups import Subgroups
from .subgroups_title import SubgroupsTitle
from .submission import Submission
from .summarised_district import SummarisedDistrict
from .support import Support
from .support_text import SupportText
from .support_title import SupportTitle
from .suppressed import Suppressed
from .suppressed_reason import SuppressedReason
from .taking_part import TakingPart
from .test_accepted import TestAccepted
from .test_message import TestMessage
from .tipping_point import TippingPoint
from .tipping_point_direction import TippingPointDirection
from .token_info import TokenInfo
from .token_info_kind import TokenInfoKind
from .token_info_role_type_0 import TokenInfoRoleType0
from .token_info_scopes_item import TokenInfoScopesItem
from .trend_administration import TrendAdministration
from .trend_document import TrendDocument
from .trend_domain import TrendDomain
from .trend_domain_title import TrendDomainTitle
from .trend_domain_value import TrendDomainValue
from .trend_factor import TrendFactor
from .trend_factor_title import TrendFactorTitle
from .trend_factor_value import TrendFactorValue
from .trend_series import TrendSeries
from .urls import Urls
from .urls_urls import UrlsUrls
from .wanted_replacements import WantedReplacements
from .webhook import Webhook
from .webhook_changes import WebhookChanges
from .webhook_changes_events_type_0_item import WebhookChangesEventsType0Item
from .webhook_disabled_reason_type_0 import WebhookDisabledReasonType0
from .webhook_events_item import WebhookEventsItem
from .webhook_page import WebhookPage
from .webhook_rotation import WebhookRotation
from .webhook_with_secret import WebhookWithSecret
from .webhook_with_secret_disabled_reason_type_0 import WebhookWithSecretDisabledReasonType0
from .webhook_with_secret_events_item import WebhookWithSecretEventsItem
from .withheld_table import WithheldTable
from .withheld_table_reason import WithheldTableReason

__all__ = (
    "Administration",
    "AdministrationAccess",
    "AdministrationChanges",
    "AdministrationChangesReleaseModeType0",
    "AdministrationClosedMessage",
    "AdministrationNote",
    "AdministrationNoteCode",
    "AdministrationOpenedMessage",
    "AdministrationPage",
    "AdministrationReleaseMode",
    "AdministrationState",
    "AdministrationTold",
    "Agreement",
    "AgreementWord",
    "AgreeShare",
    "AgreeShareBound",
    "Alive",
    "ApiKeyInfo",
    "ApiKeyInfoPage",
    "ApiKeyInfoScopesItem",
    "Attempt",
    "AttemptResult",
    "AuditEntry",
    "AuditEntryActorType0",
    "AuditEntryDetail",
    "AuditEntryPage",
    "BetweenSchools",
    "Bounces",
    "Bounds",
    "Card",
    "Cards",
    "CarelessShare",
    "Catalogue",
    "Change",
    "ChangeKind",
    "Changes",
    "Client",
    "ClientPage",
    "ClientRotation",
    "ClientScopesItem",
    "ClientWithSecret",
    "ClientWithSecretScopesItem",
    "Comparison",
    "ComparisonReasonsItem",
    "Coverage",
    "CoverageText",
    "Deletion",
    "DeletionCounts",
    "DeletionKind",
    "Delivery",
    "DeliveryPage",
    "DeliveryState",
    "Disagreement",
    "DisagreementFlag",
    "DisagreementItem",
    "DisagreementItemFlag",
    "District",
    "DistrictChanges",
    "DistrictDomain",
    "DistrictDomainScore",
    "DistrictDomainTitle",
    "DistrictFactor",
    "DistrictFactorTitle",
    "DistrictPage",
    "DistrictScore",
    "DistrictSummary",
    "Domain",
    "DomainLevel",
    "DomainScore",
    "DomainTitle",
    "Earlier",
    "Exchange",
    "ExchangeHold",
    "Export",
    "ExportFile",
    "ExportFormat",
    "ExportLanguage",
    "ExportPage",
    "ExportReadyMessage",
    "ExportState",
    "ExportTold",
    "Extension",
    "ExternalId",
    "ExternalIdSystem",
    "Factor",
    "FactorGroupType0",
    "FactorScore",
    "FactorScoreBound",
    "FactorTitle",
    "GetDistrictSummarySchemaResponseGetDistrictSummarySchema",
    "GetExportFileResponse200",
    "GetInstrumentSchemaResponseGetInstrumentSchema",
    "GetPosterLanguage",
    "GetPosterPaper",
    "GetProfilePdfLanguage",
    "GetProfilePdfPaper",
    "GetProfilePdfPart",
    "GetProfileSchemaResponseGetProfileSchema",
    "GetReportPdfLanguage",
    "GetReportPdfPaper",
    "GetReportPdfPart",
    "GetSharedPdfLanguage",
    "GetSharedPdfPaper",
    "GetSharedPdfPart",
    "GetTrendSchemaResponseGetTrendSchema",
    "GiveAddressesJsonAddressList",
    "IdentityProvider",
    "Import",
    "ImportErrorsItem",
    "ImportPage",
    "ImportState",
    "InstrumentReference",
    "InstrumentSummary",
    "InstrumentSummaryPage",
    "InstrumentSummaryTitle",
    "InstrumentVersion",
    "Interval",
    "IssuedPass",
    "IssuedToken",
    "IssueTokenBody",
    "IssueTokenBodyGrantType",
    "Item",
    "ItemAnswered",
    "ItemText",
    "KeySet",
    "KeySetKeysItem",
    "Level",
    "LevelCount",
    "LevelDescriptor",
    "Leverage",
    "LeverageCertainty",
    "LinkAsked",
    "LinkRequest",
    "ListDeliveriesStateType0",
    "MadeApiKey",
    "MadeApiKeyScopesItem",
    "MadeLink",
    "MailStanding",
    "MailStandingBounced",
    "MakeCardsPaper",
    "MeasuredChange",
    "MeasuredChangeVerdict",
    "MeasuredEarlier",
    "MemberSchool",
    "Metadata",
    "Missing",
    "NamedSchool",
    "NeededSupport",
    "NeededSupportText",
    "NeededSupportTitle",
    "NewAdministration",
    "NewAdministrationAccess",
    "NewAdministrationReleaseMode",
    "NewApiKey",
    "NewApiKeyScopesItem",
    "NewClient",
    "NewClientScopesItem",
    "NewDistrict",
    "NewExport",
    "NewExportFormat",
    "NewExportLanguage",
    "NewIdentityProvider",
    "NewLink",
    "NewParticipations",
    "NewPerson",
    "NewPersonRole",
    "NewReplay",
    "NewReplayWhich",
    "NewSchool",
    "NewShare",
    "NewWebhook",
    "NewWebhookEventsItem",
    "Note",
    "NoteCode",
    "NoteText",
    "OAuthError",
    "Office",
    "OfficeRoles",
    "ParticipatingSchool",
    "Participation",
    "ParticipationChanges",
    "ParticipationPage",
    "ParticipationSecondCopy",
    "ParticipationState",
    "PassRequest",
    "Payload",
    "PayloadData",
    "People",
    "Person",
    "PersonChanges",
    "PersonChangesRoleType0",
    "PersonPage",
    "PersonRole",
    "PersonScopesItem",
    "PersonState",
    "Problem",
    "ProblemErrorsItem",
    "ProblemPage",
    "ProfileDeletedMessage",
    "ProfileDocument",
    "ProfileDocumentPage",
    "ProfileExternalId",
    "ProfileParticipation",
    "ProfileParticipationAccess",
    "ProfileParticipationStanding",
    "ProfilePublishedMessage",
    "ProfileSchool",
    "ProfileTold",
    "Progress",
    "Readiness",
    "ReadinessBroker",
    "ReadinessDatabase",
    "ReadinessKeyStore",
    "ReadinessMigrationHead",
    "ReadinessStatus",
    "ReadRosterRosterUpload",
    "Recorded",
    "Reference",
    "Reliability",
    "Reminders",
    "ReminderText",
    "ReplaceCardsPaper",
    "Replay",
    "RequestImportForm",
    "ResponseStanding",
    "RevokeTokenBody",
    "RoleCount",
    "RosterChanges",
    "RosterNote",
    "RosterReport",
    "RosterReportFormat",
    "ScaleRange",
    "School",
    "SchoolChanges",
    "SchoolKind",
    "SchoolNumbers",
    "SchoolNumbersOnlyEnrolled",
    "SchoolNumbersRoles",
    "SchoolPage",
    "SchoolProgress",
    "Session",
    "Share",
    "SharedReport",
    "SharedReportInstrument",
    "SharePage",
    "ShareWithLink",
    "StartHere",
    "StartHereCertainty",
    "StartHereRule",
    "StartHereText",
    "StartingPoint",
    "StartingPoints",
    "StoredInstrument",
    "StoredInstrumentDocument",
    "StoredInstrumentTitle",
    "StoredNumbers",
    "StoredNumbersRoles",
    "StoredRoster",
    "StoredRosterDetail",
    "StoredRosterDetailFormat",
    "StoredRosterFormat",
    "StoredRosterPage",
    "StoreInstrumentJsonBody",
    "SubgroupBand",
    "SubgroupBandLabel",
    "SubgroupFactor",
    "Subgroups",
    "SubgroupsTitle",
    "Submission",
    "SummarisedDistrict",
    "Support",
    "SupportText",
    "SupportTitle",
    "Suppressed",
    "SuppressedReason",
    "TakingPart",
    "TestAccepted",
    "TestMessage",
    "TippingPoint",
    "TippingPointDirection",
    "TokenInfo",
    "TokenInfoKind",
    "TokenInfoRoleType0",
    "TokenInfoScopesItem",
    "TrendAdministration",
    "TrendDocument",
    "TrendDomain",
    "TrendDomainTitle",
    "TrendDomainValue",
    "TrendFactor",
    "TrendFactorTitle",
    "TrendFactorValue",
    "TrendSeries",
    "Urls",
    "UrlsUrls",
    "WantedReplacements",
    "Webhook",
    "WebhookChanges",
    "WebhookChangesEventsType0Item",
    "WebhookDisabledReasonType0",
    "WebhookEventsItem",
    "WebhookPage",
    "WebhookRotation",
    "WebhookWithSecret",
    "WebhookWithSecretDisabledReasonType0",
    "WebhookWithSecretEventsItem",
    "WithheldTable",
    "WithheldTableReason",
)
