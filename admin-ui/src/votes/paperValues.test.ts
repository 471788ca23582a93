import { describe, expect, test } from '@jest/globals';
import { ballotsIn, countOf, figuresOf, paperValuesOf, unwritten, withFigure } from './paperValues.ts';

const round = { options: [1, 3], blankAllowed: true, paper: null };
const filled = (written: Record<string, string>) =>
  Object.entries(written).reduce((values, [figure, text]) => withFigure(values, figure, text), paperValuesOf(round));
const whole = { 'option:1': '12', 'option:3': '7', blank: '0', spoiled: '2' };

describe('the count of the paper ballots', () => {
  test('begins empty: nobody’s figures are shown, and an empty field is no zero', () => {
    expect(unwritten(paperValuesOf(round), round)).toEqual(['option:1', 'option:3', 'blank', 'spoiled']);
    expect(ballotsIn(filled({ ...whole, blank: '' }), round)).toBeNull();
    expect(unwritten(filled({ ...whole, spoiled: '1,5' }), round)).toEqual(['spoiled']);
  });

  test('adds up to the ballots in the box', () => expect(ballotsIn(filled(whole), round)).toBe(21));

  test('is sent with each option once, and with a protocol only where the box differs from the marks', () => {
    const values = { ...filled(whole), protocol: ' Un alegător a luat buletinul acasă. ' };
    const counted = {
      counts: [
        { option: 1, votes: 12 },
        { option: 3, votes: 7 },
      ],
      blank: 0,
      spoiled: 2,
    };
    expect(countOf(values, round, 21)).toEqual(counted);
    expect(countOf(values, round, 22)).toEqual({ ...counted, protocol: 'Un alegător a luat buletinul acasă.' });
  });

  test('has no field for blank ballots where the charter allows none', () => {
    const strict = { ...round, blankAllowed: false };
    expect(figuresOf(strict)).toEqual(['option:1', 'option:3', 'spoiled']);
    expect(countOf(filled(whole), strict, 21)).toMatchObject({ blank: 0 });
  });

  test('a person who counts again begins from their own entry', () => {
    const own = {
      counts: [
        { option: 1, votes: 4 },
        { option: 3, votes: 0 },
      ],
      blank: 1,
      spoiled: 0,
    };
    const paper = {
      marked: 5,
      takenBack: 0,
      desk: [],
      possible: 9,
      inTheBox: null,
      enteredBy: [],
      own,
      differing: [],
      protocol: '',
    };
    expect(ballotsIn(paperValuesOf({ ...round, paper }), round)).toBe(5);
  });
});
