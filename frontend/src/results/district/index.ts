/** The view of a district, loaded when it is asked for. */

export { getDistrict } from './getting';
export { DistrictView } from './view';
