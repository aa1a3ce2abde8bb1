/** The address of the file: what bundlers make of the import, told by `?url` or a setting. */
declare const address: string;
export default address;
